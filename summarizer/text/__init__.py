"""Pure functions on Swedish text: sentences, words, masks, places, sources, stance, substance and counting phrases.

Nothing here reads files, keeps state or knows a model. Offsets are Python ``str`` indices, end exclusive.
"""
