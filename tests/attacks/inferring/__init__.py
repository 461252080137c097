"""An attack on published results: what can a reader work out who has every page and endless time?

`projects` makes checks up, `reading` is all that pages print of one, `questions` is what nobody may learn,
and `nearby` looks for other answers behind the same pages. `pairs` gives two sets of answers that read alike.
"""
