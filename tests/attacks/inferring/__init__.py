"""An attack on published results: what can a reader work out who has every page and endless time?

`projects` makes checks up, `reading` is all that pages print of one, `questions` is what nobody may learn,
`nearby` looks for other answers behind the same pages, `solver` proves where none exist, and `attack` puts
them together. `two_rounds` does so over two checks, `controls` are results that must leak, and `pairs` gives
two sets of answers that read alike. What is claimed, and what is not, stands in docs/attacks.md.
"""
