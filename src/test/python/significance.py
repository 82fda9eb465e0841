"""Significance tests, effect sizes and intervals by SciPy and scikit-posthocs; writes
src/test/resources/sfumato/statistics/significance.json.

    pip install scipy scikit-posthocs && python src/test/python/significance.py
"""
import itertools
import json
import pathlib

import numpy as np
import scikit_posthocs
from scipy import stats

here = pathlib.Path(__file__).parent
rng = np.random.default_rng(0)


def gains():
    """Differences between two methods: name, values; with one decimal there are ties and zeros."""
    yield "five", rng.normal(0.5, 1, 5)
    yield "eleven", rng.normal(0.3, 1, 11)
    yield "forty", rng.normal(0.2, 1, 40)
    yield "worse", rng.normal(-0.8, 1, 9)
    yield "ties", np.array([1, 1, -1, 2, 2, 3, -2, 1, 4.0])
    yield "zeros", np.array([0, 0.5, -0.25, 0, 1, 1.5, 0.75, 2])
    yield "ties and zeros", np.array([0, 0.5, -0.5, 0, 1, 1, 0.5, 2, -1, 0.5, 0.5])
    yield "many", rng.normal(0.05, 1, 400)
    yield "many ties and zeros", np.round(rng.normal(0.08, 1, 500), 1)
    yield "one side", np.array([0.1, 0.2, 0.4, 0.8, 1.6, 3.2])


def wilcoxon(d, zeros, alternative):
    d = d[d != 0] if zeros == "DROP" else d
    if (d != 0).sum() > 300:
        return stats.wilcoxon(d, zero_method="pratt" if zeros == "PRATT" else "wilcox", correction=False,
                              method="asymptotic", alternative=alternative).pvalue
    method = "exact"  # SciPy's own is for ranks without ties and zeros
    if len(set(abs(d))) < len(d) or (d == 0).any():
        method = stats.PermutationMethod(n_resamples=np.inf)
    return stats.wilcoxon(d, zero_method="pratt" if zeros == "PRATT" else "wilcox", method=method,
                          alternative=alternative).pvalue


def sign(d, alternative):
    return stats.binomtest(int((d > 0).sum()), int((d != 0).sum()), 0.5, alternative).pvalue


def permutation(d, alternative):
    if (d != 0).sum() > 12:
        return None
    return stats.permutation_test((d[d != 0],), lambda x, axis: x.mean(axis), permutation_type="samples",
                                  n_resamples=np.inf, alternative=alternative, vectorized=True).pvalue


def rank_biserial(d):
    d = d[d != 0]
    r = stats.rankdata(abs(d))
    return (r[d > 0].sum() - r[d < 0].sum()) / r.sum()


pairs = []
for name, d in gains():
    entry = {"name": name, "gains": d.tolist(), "d_z": d.mean() / d.std(ddof=1), "rank_biserial": rank_biserial(d)}
    for key, alternative in (("TWO_SIDED", "two-sided"), ("GREATER", "greater")):
        entry[key] = {
            "wilcoxon_drop": wilcoxon(d, "DROP", alternative),
            "wilcoxon_pratt": wilcoxon(d, "PRATT", alternative),
            "paired-t": stats.ttest_1samp(d, 0, alternative=alternative).pvalue,
            "sign": sign(d, alternative),
            "permutation": permutation(d, alternative),
        }
    entry["bca"] = list(stats.bootstrap((d,), np.mean, n_resamples=200_000, rng=1).confidence_interval)
    entry["percentile"] = list(stats.bootstrap((d,), np.mean, n_resamples=200_000, method="percentile",
                                               rng=1).confidence_interval)
    resampled = np.concatenate([rng.choice(d, (1000, len(d))).mean(1) for _ in range(200)])
    entry["bootstrap"] = (resampled <= 0).mean()
    pairs.append(entry)

ranks = []
for k, n, digits in ((3, 8, 3), (5, 12, 3), (4, 20, 1), (2, 10, 3), (10, 30, 2)):
    v = np.round(rng.normal(0, 1, (k, n)) + np.arange(k)[:, None] / 4, digits)
    chi, p = stats.friedmanchisquare(*v) if k > 2 else (None, None)
    means = np.apply_along_axis(stats.rankdata, 0, -v).mean(1)
    z = abs(means[:, None] - means) / np.sqrt(k * (k + 1) / (6 * n))
    ranks.append({"values": v.tolist(), "chi_squared": chi, "p": p, "mean_ranks": means.tolist(),
                  "nemenyi": stats.studentized_range.sf(z * np.sqrt(2), k, np.inf).tolist(),
                  "posthocs": scikit_posthocs.posthoc_nemenyi_friedman(v.T).to_numpy().tolist(),
                  "critical_difference": stats.studentized_range.isf(0.05, k, np.inf) / np.sqrt(2)
                  * np.sqrt(k * (k + 1) / (6 * n))})

p = [0.01, 0.04, 0.03, 0.005, 0.8, 0.04, 0.0001, 0.3]
order = np.argsort(p)
holm = np.empty(len(p))
holm[order] = np.minimum(1, np.maximum.accumulate(np.array(p)[order] * np.arange(len(p), 0, -1)))
cliff = [rng.normal(0.4, 1, 13).round(1).tolist(), rng.normal(0, 1, 17).round(1).tolist()]
u = stats.mannwhitneyu(*cliff).statistic
target = here / "../resources/sfumato/statistics/significance.json"
target.parent.mkdir(exist_ok=True)
target.write_text(json.dumps({
    "pairs": pairs, "ranks": ranks,
    "corrections": {"p": p, "benjamini-hochberg": stats.false_discovery_control(p).tolist(), "holm": holm.tolist()},
    "studentized_range": [[q, k, stats.studentized_range.sf(q, k, np.inf)]
                          for q, k in itertools.product((0.5, 2, 3.5, 6, 9), (2, 3, 10, 40))],
    "cliff": {"x": cliff[0], "y": cliff[1], "delta": 2 * u / (13 * 17) - 1},
}, indent=1) + "\n")
