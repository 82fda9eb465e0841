"""Recalibrations fitted with SciPy and scikit-learn; the numbers that Java has to agree with.

    pip install numpy scipy scikit-learn
    python src/test/python/recalibration.py > src/test/resources/sfumato/recalibration/recalibrators.json
"""
import json

import numpy as np
import scipy
import sklearn
from scipy.optimize import minimize
from scipy.special import expit, log_softmax, softmax
from sklearn.isotonic import IsotonicRegression


def data(rng, n, classes):
    """Predictions that are too certain and favour class 0; hard labels for two thirds of the pixels, soft ones for the rest."""
    z = rng.normal(0, 1.2, (n, classes))
    truth = softmax(z + rng.normal(0, .3, (n, classes)), 1)
    t = np.eye(classes)[[rng.choice(classes, p=q) for q in truth]]
    soft = rng.random(n) < 1 / 3
    t[soft] = truth[soft]
    p = softmax(2.2 * z + np.array([.6] + [0] * (classes - 1)), 1).astype(np.float32).astype(float)
    return p, t.astype(np.float32).astype(float)


def least(f, start):
    best = minimize(f, start, method="BFGS", options={"gtol": 1e-10, "maxiter": 5000})
    return minimize(f, best.x, method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-14, "maxiter": 20000}).x if len(start) < 4 else best.x


def fits(p, t):
    n, k = p.shape
    log = np.log(p)

    def nll(z):
        return -(t * log_softmax(z, 1)).sum() / n

    out = {"temperature": softmax(least(lambda a: nll(a[0] * log), [1.]) * log, 1)}
    v = least(lambda a: nll(a[:k] * log + a[k:]) + 5e-10 * (((a[:k] - 1) ** 2).sum() + (a[k:] ** 2).sum()), [1.] * k + [0.] * k)
    out["vector-scaling"] = softmax(v[:k] * log + v[k:], 1)
    off = 1 - np.eye(k)
    d = least(lambda a: nll(log @ a[:k * k].reshape(k, k).T + a[k * k:]) + .5e-3 * (
        ((a[:k * k].reshape(k, k) * off) ** 2).sum() + (a[k * k:] ** 2).sum()), list(np.eye(k).ravel()) + [0.] * k)
    out["dirichlet"] = softmax(log @ d[:k * k].reshape(k, k).T + d[k * k:], 1)

    def each(curve):
        q = np.stack([curve(p[:, c], t[:, c]) for c in range(k)], 1)
        return np.stack([1 - q[:, 1], q[:, 1]], 1) if k == 2 else q / q.sum(1, keepdims=True)

    def bce(z, y):
        return (np.logaddexp(0, z) - y * z).mean()

    def platt(x, y):
        logit = np.log(x) - np.log1p(-x)
        a = least(lambda a: bce(a[0] * logit + a[1], y), [1., 0.])
        return expit(a[0] * logit + a[1])

    def beta(x, y):
        a = least(lambda a: bce(a[0] * np.log(x) - a[1] * np.log1p(-x) + a[2], y), [1., 1., 0.])
        assert (a[:2] >= 0).all()
        return expit(a[0] * np.log(x) - a[1] * np.log1p(-x) + a[2])

    def histogram(x, y):
        bins = np.minimum((x * 15).astype(int), 14)
        return np.array([y[bins == b].mean() for b in bins])

    out["platt"] = each(platt)
    out["beta"] = each(beta)
    out["isotonic"] = each(lambda x, y: IsotonicRegression().fit(x, y).predict(x))
    out["histogram"] = each(histogram)
    return out


def flat(a):
    return [round(float(v), 7) for v in a.T.ravel()]


def main():
    rng = np.random.default_rng(5)
    cases = {}
    for k in (2, 3):
        p, t = data(rng, 300, k)
        cases[str(k)] = {"classes": k, "probabilities": flat(p), "targets": flat(t),
                         **{name: flat(q) for name, q in fits(p, t).items()}}
    print(json.dumps({"numpy": np.__version__, "scipy": scipy.__version__, "sklearn": sklearn.__version__, "cases": cases},
                     separators=(",", ":")))


if __name__ == "__main__":
    main()
