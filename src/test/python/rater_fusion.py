"""Fuses random raters with numpy, SciPy and SimpleITK; the numbers that Java has to agree with.

    pip install numpy scipy SimpleITK
    python src/test/python/rater_fusion.py > src/test/resources/sfumato/fusion/golden.json

Measured with numpy 2.x, SciPy 1.x, SimpleITK 2.x; the versions used are in the file.
"""
import json

import numpy as np
import scipy
import SimpleITK as sitk
from scipy.ndimage import distance_transform_edt


def raters(rng, shape, count, classes, noise):
    """A blob of nested classes, seen by raters who shift its borders and err in single pixels."""
    grid = np.indices(shape).astype(float)
    out = []
    for _ in range(count):
        centre = [s / 2 + rng.normal(0, .7) for s in shape]
        r = np.sqrt(sum((g - c) ** 2 for g, c in zip(grid, centre)))
        label = np.zeros(shape, int)
        for c in range(1, classes):
            label[r < min(shape) / 2.2 / c + rng.normal(0, .7 / classes)] = c
        flip = rng.random(shape) < noise
        label[flip] = rng.integers(0, classes, shape)[flip]
        out.append(label)
    return np.stack(out)


def majority(r, classes):
    votes = np.stack([(r == c).sum(0) for c in range(classes)])
    best = votes.argmax(0)
    best[(votes == votes.max(0)).sum(0) > 1] = 0
    return best


def average(r, classes):
    return np.stack([(r == c).mean(0) for c in range(classes)])


def em(r, classes, iterations):
    """STAPLE of Warfield et al. as a plain loop over pixels: prior and start from the mean of the votes."""
    w = average(r, classes).reshape(classes, -1)
    labels = r.reshape(len(r), -1)
    prior = w.mean(1)
    for _ in range(iterations):
        theta = np.stack([[[w[l][x == s].sum() / w[l].sum() for s in range(classes)] for l in range(classes)] for x in labels])
        p = prior[:, None] * np.prod([theta[i][:, labels[i]] for i in range(len(labels))], axis=0)
        w = p / p.sum(0)
    return w.reshape((classes,) + r.shape[1:]), theta


def soft_em(u, iterations):
    """The same with probabilities u[rater][class][pixel] in place of labels."""
    count, classes = u.shape[:2]
    x = u.reshape(count, classes, -1)
    w = x.mean(0)
    prior = w.mean(1)
    theta = None
    for _ in range(iterations):
        if theta is None:
            joint = np.einsum("lp,rsp->rls", w, x)
        else:
            said = np.einsum("rls,rsp->rlp", theta, x)
            joint = np.einsum("lp,rsp,rls,rlp->rls", w, x, theta, 1 / said)
        theta = joint / joint.sum(2, keepdims=True)
        p = prior[:, None] * np.prod(np.einsum("rls,rsp->rlp", theta, x), axis=0)
        w = p / p.sum(0)
    return w.reshape(u.shape[1:]), theta


def shape_average(r, classes, spacing):
    d = []
    for c in range(classes):
        d.append(np.mean([np.where(x == c, .5 - distance_transform_edt(x == c, spacing),
                                   distance_transform_edt(x != c, spacing) - .5) for x in r], axis=0))
    return np.argmin(d, axis=0)


def simple(r, classes, alpha, margin):
    """SIMPLE of Langerak et al.: drop who agrees too little, weight the others by Dice, again until nobody is dropped."""
    weights, kept = np.ones(len(r)), np.ones(len(r), bool)
    while True:
        votes = np.stack([sum(w * (x == c) for w, x in zip(weights, r)) for c in range(classes)])
        estimate = votes.argmax(0)
        estimate[(votes >= votes.max(0) - 1e-9).sum(0) > 1] = 0
        dice = np.array([np.mean([2 * ((x == c) & (estimate == c)).sum() / ((x == c).sum() + (estimate == c).sum())
                                  for c in range(1, classes)]) for x in r])
        left = kept & (dice >= dice[kept].mean() - max(alpha * dice[kept].std(), margin))
        weights = np.where(left, dice, 0)
        if (left == kept).all():
            return weights
        kept = left


def itk_staple(r):
    f = sitk.STAPLEImageFilter()
    f.SetForegroundValue(1)
    f.SetMaximumIterations(1000)
    out = f.Execute([sitk.GetImageFromArray(x.astype(np.uint8)) for x in r])
    return sitk.GetArrayFromImage(out), list(f.GetSensitivity()), list(f.GetSpecificity())


def flat(a):
    return [round(float(v), 9) for v in np.asarray(a).ravel()]


def main():
    rng = np.random.default_rng(7)
    cases = {}
    for name, shape, count, classes, noise in [("binary", (14, 17), 5, 2, .05), ("volume", (5, 9, 8), 4, 2, .1),
                                                ("classes", (24, 22), 5, 3, .05)]:
        r = raters(rng, shape, count, classes, noise)
        case = {"shape": shape, "classes": classes, "raters": r.reshape(count, -1).tolist(),
                "majority": majority(r, classes).ravel().tolist(), "average": flat(average(r, classes))}
        w, theta = em(r, classes, 2000)
        case["staple"] = flat(w)
        case["theta"] = flat(theta)
        if classes == 2:
            truth, sensitivity, specificity = itk_staple(r)
            case["itk"] = flat(truth)
            case["itkSensitivity"] = sensitivity
            case["itkSpecificity"] = specificity
        case["simple"] = flat(simple(r, classes, 1, .02))
        spacing = (2.5, 1, 1) if len(shape) == 3 else (1, 1)
        case["shapeAverage"] = shape_average(r, classes, spacing).ravel().tolist()
        case["distance"] = flat(distance_transform_edt(r[0] != 1, spacing))
        u = np.stack([np.stack([(x == c) for c in range(classes)]) for x in r]).astype(float)
        u = u * .8 + .02 / classes + .18 * rng.dirichlet(np.ones(classes), (count,) + shape).transpose(
            (0, len(shape) + 1) + tuple(range(1, len(shape) + 1)))
        u = u.round(3)
        u[:, 0] = 1 - u[:, 1:].sum(1)
        case["maps"] = [[round(float(v), 3) for v in m.ravel()] for m in u]
        ws, thetas = soft_em(u.astype(float), 3000)
        case["softStaple"] = flat(ws)
        case["softTheta"] = flat(thetas)
        cases[name] = case
    print(json.dumps({"numpy": np.__version__, "scipy": scipy.__version__, "SimpleITK": sitk.Version.VersionString(),
                      "cases": cases}, separators=(",", ":")))


if __name__ == "__main__":
    main()
