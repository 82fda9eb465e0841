"""Isotonic regression of pixels with few different probabilities by scikit-learn, which gives the same in every order of the pixels;
writes src/test/resources/sfumato/recalibration/isotonic.json.

    pip install numpy scikit-learn && python src/test/python/isotonic_regression.py
"""
import json
import pathlib

import numpy as np
import sklearn
from sklearn.isotonic import IsotonicRegression

here = pathlib.Path(__file__).parent
rng = np.random.default_rng(12)
cases = []
# outcomes drawn with probability p, and a case in which many levels have to be pooled
for levels, truth in [(11, lambda p: p), (101, lambda p: p), (41, lambda p: 0.5 + 0.3 * np.sin(9 * p))]:
    p = rng.integers(0, levels, 10_000) / (levels - 1)
    y = (rng.random(p.size) < truth(p)).astype(float)
    at = np.unique(p)
    fits = []
    for _ in range(5):
        order = rng.permutation(p.size)
        fits.append(IsotonicRegression(out_of_bounds="clip").fit(p[order], y[order]).predict(at))
    assert max(np.abs(f - fits[0]).max() for f in fits) < 1e-14
    cases.append({"p": at.tolist(), "no": [int(((p == q) & (y == 0)).sum()) for q in at],
                  "yes": [int(((p == q) & (y == 1)).sum()) for q in at], "fitted": fits[0].tolist()})
about = f"src/test/python/isotonic_regression.py, scikit-learn {sklearn.__version__}, NumPy {np.__version__}"
(here / "../resources/sfumato/recalibration/isotonic.json").write_text(json.dumps({"about": about, "cases": cases}) + "\n")
