"""Messages in words, for the involvement team and data protection: to whom, how, what, why and when.

Whether somebody has answered stands among the reasons, so these words are for nobody else. And nobody reads
them of a project of their own: who works there may not know who answered.
"""
