"""From a result to a paper and to files: one description of a document (`stuk`), and its renderers.

`zetten` makes a tagged PDF, `webblad` a page of HTML, `werkboek` a workbook; `beelden` makes pictures for slides.
`buurtblad` and its fellows describe a document from the result object that the screen shows too.
"""
