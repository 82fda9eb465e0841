"""Scores of two small label volumes by other programs: SciPy (surfaces, distances) and scikit-learn (counts).

    python segmentation_metrics.py > ../resources/sfumato/metrics/label_metrics.json

Needs numpy, scipy and scikit-learn.
"""
import json

import numpy as np
from scipy import ndimage, spatial
from sklearn import metrics

rng = np.random.default_rng(5)
SPACING = (2.5, 0.8, 1.1)  # z, y, x


def labels(shift):
    """Two blobs with ragged borders, drawn with a shift, and one that only one of the two has."""
    field = ndimage.gaussian_filter(rng.standard_normal((9, 24, 31)), 1.2)
    z, y, x = np.mgrid[:9, :24, :31]
    one = np.sqrt(((z - 4) * 2) ** 2 + (y - 9) ** 2 + (x - 11 - shift) ** 2) + 6 * field < 7
    two = np.sqrt(((z - 5) * 2) ** 2 + (y - 16 - shift) ** 2 + (x - 24) ** 2) + 6 * field < 5
    image = np.where(two, 2, np.where(one, 1, 0))
    return image


def surface(mask):
    inside = ndimage.binary_erosion(mask, ndimage.generate_binary_structure(3, 1), border_value=0)
    return mask & ~inside


def border(mask, width):
    """Pixels at most a width from the outside, which begins beyond the border of the image."""
    framed = np.pad(mask, 1)
    distance = ndimage.distance_transform_edt(framed, sampling=SPACING)[1:-1, 1:-1, 1:-1]
    return mask & (distance <= max(width, max(SPACING)))


prediction, reference = labels(0), labels(2)
scores = {}
for c in (1, 2):
    p, r = prediction == c, reference == c
    a, b = (np.argwhere(surface(m)) * SPACING for m in (p, r))
    ab, ba = spatial.cKDTree(b).query(a)[0], spatial.cKDTree(a).query(b)[0]
    both = np.concatenate([ab, ba])
    width = 0.02 * np.linalg.norm(np.array(p.shape) * SPACING)
    bp, br = border(p, 3.0), border(r, 3.0)
    dp, dr = border(p, width), border(r, width)
    flat = r.ravel(), p.ravel()
    scores[c] = {
        "dice": metrics.f1_score(*flat),
        "jaccard": metrics.jaccard_score(*flat),
        "sensitivity": metrics.recall_score(*flat),
        "precision": metrics.precision_score(*flat),
        "specificity": metrics.recall_score(*flat, pos_label=0),
        "mcc": metrics.matthews_corrcoef(*flat),
        "kappa": metrics.cohen_kappa_score(*flat),
        "accuracy": metrics.accuracy_score(*flat),
        "volume-error": (int(p.sum()) - int(r.sum())) * float(np.prod(SPACING)),
        "volume-error(relative: true)": (int(p.sum()) - int(r.sum())) / int(r.sum()),
        "volume-similarity": 1 - abs(int(p.sum()) - int(r.sum())) / (int(p.sum()) + int(r.sum())),
        "hausdorff(percentile: 100)": max(spatial.distance.directed_hausdorff(a, b)[0],
                                          spatial.distance.directed_hausdorff(b, a)[0]),
        "hausdorff": max(np.percentile(ab, 95), np.percentile(ba, 95)),
        "hausdorff(percentile: 50)": max(np.percentile(ab, 50), np.percentile(ba, 50)),
        "surface-distance": both.mean(),
        "surface-dice": (both <= 1).mean(),
        "surface-dice(tolerance: 2.5)": (both <= 2.5).mean(),
        "boundary-iou": (dp & dr).sum() / (dp | dr).sum(),
        "boundary-iou(width: 3)": (bp & br).sum() / (bp | br).sum(),
    }
print(json.dumps({
    "about": "segmentation_metrics.py",
    "pixelSize": SPACING[::-1],
    "prediction": prediction.tolist(),
    "reference": reference.tolist(),
    "kappa": metrics.cohen_kappa_score(reference.ravel(), prediction.ravel()),
    "scores": scores,
}, separators=(",", ":")))
