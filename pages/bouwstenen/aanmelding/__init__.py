"""Who the visitor is, how he logs in and out, and that each deed asks whether he may."""
