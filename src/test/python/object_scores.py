"""Objects of two label maps, flat and as a volume, found by SciPy and matched by SciPy's linear_sum_assignment.

    python object_scores.py > ../resources/sfumato/metrics/object_scores.json

Needs numpy, scipy and scikit-image, whose connected components must be SciPy's.
"""
import json

import numpy as np
from scipy import ndimage, optimize
from skimage import measure

rng = np.random.default_rng(11)


def labels(shape, sigma):
    """Two classes of ragged blobs, drawn twice: what the second drew is the first with other noise."""
    base = ndimage.gaussian_filter(rng.standard_normal(shape), sigma)
    for _ in range(2):
        field = base / base.std() + 0.6 * ndimage.gaussian_filter(rng.standard_normal(shape), 0.7)
        yield np.where(field > 1.0, 1, np.where(field < -1.1, 2, 0))


def components(mask, connectivity):
    if connectivity == "planes":
        out, n = np.zeros(mask.shape, int), 0
        for z, plane in enumerate(mask):
            found, k = ndimage.label(plane, np.ones((3, 3)))
            out[z] = np.where(found > 0, found + n, 0)
            n += k
        return out, n
    rank = mask.ndim if connectivity == "full" else 1
    found, n = ndimage.label(mask, ndimage.generate_binary_structure(mask.ndim, rank))
    other, k = measure.label(mask, connectivity=rank, return_num=True)
    assert k == n and len(np.unique(np.stack([found.ravel(), other.ravel()]), axis=1).T) == n + (found == 0).any()
    return found, n


def large(found, smallest):
    kept = [i for i in range(1, found.max() + 1) if (found == i).sum() >= smallest]
    out = np.zeros_like(found)
    for new, old in enumerate(kept, 1):
        out[found == old] = new
    return out, len(kept)


def scores(p, r, iou, connectivity, smallest):
    a, n = large(components(p, connectivity)[0], smallest)
    b, k = large(components(r, connectivity)[0], smallest)
    table = np.zeros((n, k))
    for i in range(n):
        for j in range(k):
            both = ((a == i + 1) & (b == j + 1)).sum()
            table[i, j] = both / ((a == i + 1) | (b == j + 1)).sum() if both else 0
    good = table >= iou
    rows, columns = optimize.linear_sum_assignment(np.where(good, 1000 + table, 0), maximize=True)
    pairs = [(i, j) for i, j in zip(rows, columns) if good[i, j]]
    m, total = len(pairs), sum(table[i, j] for i, j in pairs)
    return {"predicted": n, "reference": k, "matched": m, "missed": k - m, "extra": n - m, "precision": m / n,
            "recall": m / k, "f1": 2 * m / (n + k), "iou": total / m, "panoptic": 2 * total / (n + k)}


cases = []
for name, shape, sigma in (("flat", (40, 50), 1.5), ("volume", (7, 22, 26), 1.3)):
    p, r = labels(shape, sigma)
    asked = [(0.5, "full", 1), (0.5, "faces", 1), (0.1, "full", 1), (0.05, "faces", 1), (0.75, "full", 1), (0.5, "full", 6)]
    if p.ndim == 3:
        asked += [(0.5, "planes", 1), (0.1, "planes", 4)]
    cases.append({"name": name, "prediction": p.tolist(), "reference": r.tolist(), "scores": [
        {"options": f"iou: {iou}, connectivity: {how}, minSize: {least}", "perClass": [
            scores(p == c, r == c, iou, how, least) for c in (1, 2)]} for iou, how, least in asked]})
print(json.dumps({"cases": cases}, separators=(",", ":")))
