"""Smooth calibration errors by quadrature: the Gaussian with its reflections at 0 and 1 one by one, Gauss-Legendre rules between the
zeros of the blurred residual, and Brent's method for the width. Prints the numbers of CalibrationErrorsTest.

    pip install numpy scipy && python src/test/python/smooth_calibration_error.py
"""
import numpy as np
from scipy.optimize import brentq

NODES, WEIGHTS = np.polynomial.legendre.leggauss(20)


def blurred(width, f, residual):
    def r(t):
        return sum((residual * (np.exp(-(((t - f - 2 * m) / width) ** 2) / 2) + np.exp(-(((t + f - 2 * m) / width) ** 2) / 2))).sum()
                   for m in range(-12, 13)) / (width * np.sqrt(2 * np.pi))

    t = np.linspace(0, 1, 4002)
    value = np.array([r(x) for x in t])
    t, value = t[value != 0], value[value != 0]
    zeros = [brentq(r, t[i], t[i + 1], xtol=1e-15) for i in range(len(t) - 1) if np.sign(value[i]) != np.sign(value[i + 1])]
    total = 0
    for a, b in zip([0] + zeros, zeros + [1]):
        edges = np.linspace(a, b, int((b - a) / width * 4) + 2)
        total += abs(sum((q - p) / 2 * sum(w * r(p + (q - p) * (x + 1) / 2) for x, w in zip(NODES, WEIGHTS))
                         for p, q in zip(edges, edges[1:])))
    return total


# probabilities, answers, and how many pixels have them
for f, y, n in [([0, 1], [1, 0], [1, 1]), ([0.05, 0.95], [1, 0], [1, 1]), ([0.1, 0.3, 0.6, 0.9], [1, 0, 1, 0], [3, 1, 1, 3]),
                ([0.02, 0.4, 0.45, 0.97], [1, 0, 1, 0], [40, 30, 20, 30]),
                ([0.5, 0.6, 0.7, 0.8, 0.9], [1, 0, 1, 0, 1], [5, 5, 12, 5, 60]),
                ([0.4, 0.404, 0.41, 0.7, 1], [1, 0, 1, 0, 1], [3, 4, 1, 1, 991])]:
    f, y, n = np.float32(f).astype(float), np.array(y, float), np.array(n, float)
    residual = n * (y - f) / n.sum()
    low = 0.02 if n.sum() < 200 else 0.001
    print(f, brentq(lambda width: blurred(width, f, residual) - width, low, 1.5, xtol=1e-13))
