"""The steps, a module each: ``m0002_word.py`` comes after ``m0001_…``; see CONTRIBUTING for how one is added."""
