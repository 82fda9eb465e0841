"""Peers of sfumato.bench.PeerMetrics, which starts this: computes what it is asked for by a line on standard input and answers with the
seconds it took and the result. Needs numpy, scipy, SimpleITK, torch and torchmetrics.

    python bench_metrics.py FOLDER THREADS CPU

CPU is 1 for processor time.

FOLDER holds probabilities.f32 and labels.u8 (square), a.u8 and b.u8 (cubes).
"""
import pathlib
import sys
import time

import numpy as np
import SimpleITK as sitk
import torch
from scipy import ndimage
from torchmetrics.functional.classification import binary_calibration_error, binary_f1_score

folder, threads = pathlib.Path(sys.argv[1]), int(sys.argv[2])
clock = time.process_time if sys.argv[3] == "1" else time.perf_counter
torch.set_num_threads(threads)
sitk.ProcessObject.SetGlobalDefaultNumberOfThreads(threads)
p = np.fromfile(folder / "probabilities.f32", np.float32)
y = np.fromfile(folder / "labels.u8", np.uint8)
side = round(len(np.fromfile(folder / "a.u8", np.uint8)) ** (1 / 3))
a, b = (np.fromfile(folder / f"{n}.u8", np.uint8).reshape(side, side, side).astype(bool) for n in "ab")


def numpy_counts():
    """Counts and ten bins in NumPy, in double."""
    hit, f = (p > 0.5) == y.astype(bool), np.maximum(p, 1 - p)
    which = np.minimum((f * 10).astype(np.int8), 9)
    n, right, sums = (np.bincount(which, w, 10) for w in (None, hit, f.astype(np.float64)))
    tp = np.count_nonzero((p > 0.5) & (y == 1))
    return 2 * tp / (np.count_nonzero(p > 0.5) + np.count_nonzero(y)), np.abs(right - sums).sum() / len(p)


def torchmetrics_counts():
    """Its calibration error of two classes is that of the foreground's probability."""
    x, t = torch.from_numpy(p), torch.from_numpy(y)
    return float(binary_f1_score(x, t)), float(binary_calibration_error(x, t, n_bins=10, norm="l1"))


def surface(m):
    return m & ~ndimage.binary_erosion(m, ndimage.generate_binary_structure(3, 1))


def scipy_surfaces():
    s, t = surface(a), surface(b)
    there, back = ndimage.distance_transform_edt(~t)[s], ndimage.distance_transform_edt(~s)[t]
    return max(np.percentile(there, 95), np.percentile(back, 95)), np.concatenate([there, back]).mean()


def simpleitk_surfaces():
    contours = [sitk.BinaryContour(sitk.GetImageFromArray(m.astype(np.uint8)), False) for m in (a, b)]
    maps = [sitk.GetArrayFromImage(sitk.Abs(sitk.SignedMaurerDistanceMap(c, squaredDistance=False, useImageSpacing=True)))
            for c in contours]
    s, t = (sitk.GetArrayFromImage(c) > 0 for c in contours)
    there, back = maps[1][s], maps[0][t]
    return max(np.percentile(there, 95), np.percentile(back, 95)), np.concatenate([there, back]).mean()


print("ready", flush=True)
for line in sys.stdin:
    begin = clock()
    result = globals()[line.strip()]()
    print(clock() - begin, *result, flush=True)
