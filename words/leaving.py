"""Where “Leave this page quickly” leads."""

# A page that says nothing of who was here. The same one for everybody, whatever they came from.
SOMEWHERE_ELSE = "https://www.bbc.co.uk/weather"
