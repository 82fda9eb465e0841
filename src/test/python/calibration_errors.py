"""Calibration errors of 600 pixels of three classes by scikit-learn (Brier score, log loss) and from their definitions, with sums
over all pixels; writes src/test/resources/sfumato/calibration/errors.json. The package relplot, by the authors of the smooth
calibration error, stops its search for the width after ten halvings and says 0.08473 where the fixed point is 0.08377.

    pip install numpy scikit-learn && python src/test/python/calibration_errors.py
"""
import json
import pathlib

import numpy as np
from sklearn import metrics

here = pathlib.Path(__file__).parent
rng = np.random.default_rng(3)
n = 600
logits = rng.normal(0, 2, (n, 3))
true = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
labels = np.array([rng.choice(3, p=p) for p in true])
said = np.exp(1.7 * logits) / np.exp(1.7 * logits).sum(1, keepdims=True)  # overconfident
said = np.round(said, 5)
said[:, 0] = 1 - said[:, 1] - said[:, 2]
confidence, right = said.max(1), said.argmax(1) == labels
foreground = said[:, 1] + said[:, 2], labels > 0


def smooth(f, y):
    """The width that equals the error blurred by it; reflections are kernels around mirrored confidences."""
    t = (np.arange(5000) + 0.5) / 5000

    def blurred(width):
        total = np.zeros_like(t)
        for centre in (sign * f + 2 * k for k in range(-2, 3) for sign in (1, -1)):
            kernel = np.exp(-(((t[:, None] - centre) / width) ** 2) / 2) / (width * np.sqrt(2 * np.pi))
            total += (kernel * (y - f)).mean(1)
        return np.abs(total).mean()

    low, high = 0, 1
    for _ in range(25):
        width = (low + high) / 2
        low, high = (width, high) if blurred(width) > width else (low, width)
    return high


errors = {
    "brier": metrics.brier_score_loss(labels, said, scale_by_half=False, labels=[0, 1, 2]),
    "nll": metrics.log_loss(labels, said),
    "smooth-ece": smooth(confidence, right),
    "smooth-ece(of: FOREGROUND)": smooth(*foreground),
}


def binned(f, y, bins):
    which = np.clip((f * bins).astype(int), 0, bins - 1)
    return [(np.sum(which == b), y[which == b].mean() - f[which == b].mean()) for b in range(bins) if (which == b).any()]


errors["ece(bins: 15)"] = sum(m * abs(gap) for m, gap in binned(confidence, right, 15)) / n
errors["mce(bins: 15)"] = max(abs(gap) for _, gap in binned(confidence, right, 15))
errors["ece(bins: 15, of: FOREGROUND)"] = sum(m * abs(gap) for m, gap in binned(*foreground, 15)) / n
errors["sce(bins: 15)"] = np.mean(
    [sum(m * abs(gap) for m, gap in binned(said[:, c], labels == c, 15)) / n for c in range(3)])
(here / "../resources/sfumato/calibration/errors.json").write_text(json.dumps({
    "about": "calibration_errors.py",
    "probabilities": np.round(said, 5).tolist(),
    "labels": labels.tolist(),
    "errors": {k: float(v) for k, v in errors.items()},
}, separators=(",", ":")) + "\n")
