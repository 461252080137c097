"""What is said where two people would have one email: what to do instead, and never whose it is. Pure."""

CANNOT_SHARE = "Two people cannot use one email here, because they sign in with it"
FOR_PEOPLE = (
    f"{CANNOT_SHARE}. Leave it empty for one of them. "
    "Letters, texts or calls can reach them, and a letter brings their code"
)
"""For whoever is asked themselves, such as a couple with one mailbox."""
FOR_SUPPORTERS = f"{CANNOT_SHARE}. Leave it empty. They can still help, with a code that we give by phone"
"""For whoever helps: all but a code by phone needs an email of their own."""
