"""Agreement of the raters of test-images/phantoms, straight from the formulas, pixel by pixel; writes
src/test/resources/sfumato/agreement/rater-agreement.json.

    pip install opencv-python-headless numpy && python src/test/python/rater_agreement.py
"""
import itertools
import json
import pathlib

import cv2
import numpy as np

here = pathlib.Path(__file__).parent
phantoms = here / "../../../test-images/phantoms"


def dice(a, b):
    return 2 * (a & b).sum() / (a.sum() + b.sum())


def distance(a, b):
    return 1 - (a & b).sum() / (a | b).sum()


def cohen(a, b):
    p, q = a.mean(), b.mean()
    chance = p * q + (1 - p) * (1 - q)
    return ((a == b).mean() - chance) / (1 - chance)


def majority(raters):
    return 2 * raters.sum(0) > len(raters)


def measures(m):
    k = len(m)
    pairs = list(itertools.combinations(range(k), 2))
    others = [[o for o in range(k) if o != r] for r in range(k)]
    marked, volume = m.sum(0).ravel(), m.reshape(k, -1).sum(1)
    agreed = ((marked * (marked - 1) + (k - marked) * (k - marked - 1)) / (k * (k - 1))).mean()
    n, n1 = m.size, int(marked.sum())
    n0 = n - n1
    chance = (n1 / n) ** 2 + (n0 / n) ** 2
    drawn = (n1 * (n1 - 1) + n0 * (n0 - 1)) / (n * (n - 1))
    energy = [2 * np.mean([distance(m[r], m[o]) for o in others[r]])
              - np.mean([[distance(m[a], m[b]) for a in others[r]] for b in others[r]]) for r in range(k)]
    return {
        "MAJORITY_DICE": np.mean([dice(r, majority(m)) for r in m]),
        "PAIRWISE_DICE": np.mean([dice(m[a], m[b]) for a, b in pairs]),
        "COHEN_KAPPA": np.mean([cohen(m[a], m[b]) for a, b in pairs]),
        "ENERGY_DISTANCE": np.mean(energy),
        "LEAVE_ONE_OUT": np.mean([1 - dice(majority(m), majority(m[others[r]])) for r in range(k)]),
        "VOLUME_SPREAD": volume.std(ddof=1) / volume.mean(),
        "FLEISS_KAPPA": (agreed - chance) / (1 - chance),
        "KRIPPENDORFF_ALPHA": 1 - (1 - agreed) / (1 - drawn),
    }


results = []
for size in (0, 100):
    for folder in sorted(phantoms.iterdir())[:4]:
        masks = [cv2.imread(str(f), cv2.IMREAD_GRAYSCALE) for f in sorted(folder.glob("task01_seg*.png"))]
        if size:
            masks = [cv2.resize(a, (size, size), interpolation=cv2.INTER_NEAREST) for a in masks]
        results.append({"name": folder.name, "size": size, "values": measures(np.array(masks) > 0)})
target = here / "../resources/sfumato/agreement/rater-agreement.json"
target.write_text(json.dumps(results, indent=1) + "\n")
