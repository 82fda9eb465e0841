"""Surface Dice of small masks, flat and as volumes, by DeepMind's program, and the areas of its surface elements.

    python surface_dice.py > ../resources/sfumato/metrics/surface_dice.json

Needs numpy, scipy and surface-distance-based-measures 0.1 (which is older than numpy 1.24 and names what that has dropped).
"""
import json

import numpy as np
from scipy import ndimage

for name, value in (("bool", bool), ("Inf", np.inf)):
    if not hasattr(np, name):
        setattr(np, name, value)
for name in ("filters", "morphology"):
    if not hasattr(ndimage, name):
        setattr(ndimage, name, ndimage)

import surface_distance
from surface_distance import lookup_tables

rng = np.random.default_rng(17)


def blobs(shape, spacing, shift):
    """An ellipsoid with a ragged border, of a few units, which may touch the border of the image."""
    grid = np.meshgrid(*[(np.arange(n) - n / 2) * s for n, s in zip(shape, spacing)], indexing="ij")
    radius = 0.32 * min(n * s for n, s in zip(shape, spacing))
    field = ndimage.gaussian_filter(rng.standard_normal(shape), 1)
    distance = np.sqrt(sum((g - shift * (i == 0)) ** 2 for i, g in enumerate(grid)))
    return distance + radius * 1.5 * field < radius * 1.2


def slab(shape, axis, first, last):
    mask = np.zeros(shape, bool)
    mask[tuple(slice(first, last) if d == axis else slice(1, n - 1) for d, n in enumerate(shape))] = True
    return mask


def case(about, reference, prediction, spacing, tolerances):
    distances = surface_distance.compute_surface_distances(reference, prediction, spacing)
    return {"about": about, "spacing": list(spacing[::-1]), "reference": reference.astype(int).tolist(),
            "prediction": prediction.astype(int).tolist(),
            "area": [float(distances["surfel_areas_gt"].sum()), float(distances["surfel_areas_pred"].sum())],
            "dice": {str(t): float(surface_distance.compute_surface_dice_at_tolerance(distances, t)) for t in tolerances}}


cases = []
for spacing in ((1, 1), (0.7, 2.2)):
    cases.append(case("flat", blobs((20, 17), spacing, 0), blobs((20, 17), spacing, 1.5), spacing, (0, 0.75, 1, 1.7, 3)))
for spacing in ((1, 1, 1), (2.5, 0.8, 1.1), (1.3, 3.1, 0.4)):
    cases.append(case("volume", blobs((9, 13, 15), spacing, 0), blobs((9, 13, 15), spacing, 1.1), spacing, (0, 0.75, 1, 1.7, 3)))
noise = rng.random((2, 7, 6, 8)) < 0.5
cases.append(case("every neighbourhood", noise[0], noise[1], (1.9, 0.6, 1.2), (0, 0.7, 1.3)))
# coarse along z: the flat sides have few pixels and much area
cases.append(case("slab", slab((12, 8, 40), 1, 2, 5), slab((12, 8, 40), 1, 2, 6), (5, 0.5, 0.5), (0.1, 0.4)))
areas = {" ".join(map(str, s)): lookup_tables.create_table_neighbour_code_to_surface_area(s).tolist() for s in (
    (1, 1, 1), (2.5, 0.8, 1.1))}
print(json.dumps({"about": "surface_dice.py, surface-distance-based-measures 0.1", "cases": cases, "areas": areas},
                 separators=(",", ":")))
