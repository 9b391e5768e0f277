"""A second made-up consultation: a municipality's remiss on its plan for culture."""
