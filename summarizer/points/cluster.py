"""Likeness of runs → groups."""

from __future__ import annotations

import numpy as np
from sklearn.cluster import AgglomerativeClustering

from summarizer.points.similarity import Floats


def cluster(likeness: Floats, same: float) -> list[int]:
    """Group the rows of a symmetric matrix of likeness: join groups while their mean likeness is at least ``same``."""
    if len(likeness) < 2:
        return [0] * len(likeness)
    distance = 1.0 - (likeness + likeness.T) / 2
    np.fill_diagonal(distance, 0.0)
    model = AgglomerativeClustering(
        n_clusters=None, distance_threshold=1.0 - same, metric="precomputed", linkage="average"
    )
    return [int(label) for label in model.fit_predict(np.maximum(distance, 0.0))]
