"""Which nuclei five experts drew: objects by SciPy, matched by its linear_sum_assignment.

    python rater_objects.py ../../../../shared/data/cfos_fluo > ../resources/sfumato/agreement/rater-objects.json

Needs numpy, scipy, pillow and the data.
"""
import itertools
import json
import pathlib
import sys

import numpy as np
from PIL import Image
from scipy import ndimage, optimize

CASES = ["wue1_0001", "wue1_0004"]


def matched(a, b, iou):
    found, n = a
    other, k = b
    both = np.zeros((n + 1, k + 1))
    np.add.at(both, (found.ravel(), other.ravel()), 1)
    union = both[1:].sum(1)[:, None] + both[:, 1:].sum(0)[None] - both[1:, 1:]
    table = both[1:, 1:] / union
    rows, columns = optimize.linear_sum_assignment(np.where(table >= iou, 1000 + table, 0), maximize=True)
    return [table[i, j] for i, j in zip(rows, columns) if table[i, j] >= iou]


out = []
for name in CASES:
    files = sorted((pathlib.Path(sys.argv[1]) / name).glob("task01_seg*.png"))
    raters = [ndimage.label(np.asarray(Image.open(f).convert("L")) > 127, np.ones((3, 3))) for f in files]
    for iou in (0.5, 0.2):
        f1 = {f"{a + 1} {b + 1}": 2 * len(matched(raters[a], raters[b], iou)) / (raters[a][1] + raters[b][1])
              for a, b in itertools.combinations(range(len(raters)), 2)}
        quality = [np.mean(matched(a, b, iou)) for a, b in itertools.combinations(raters, 2)]
        out.append({"name": name, "iou": iou, "objects": [n for _, n in raters], "f1": f1, "quality": np.mean(quality)})
print(json.dumps(out, indent=1))
