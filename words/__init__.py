"""Pure words: small promises that every package may use. Nothing here imports anything of ours."""
