"""How often one-sided tests call methods different that are equally good; the table in docs/commands/compare-methods.md.

    pip install scipy && python src/test/python/false_alarms.py
"""
import numpy as np
from scipy import stats

rng = np.random.default_rng(0)
draws = resamples = 2000
for cases in (5, 10, 20, 30, 60):
    d = rng.normal(0, 1, (draws, cases))
    bootstrap = np.mean([(x[rng.integers(0, cases, (resamples, cases))].mean(1) <= 0).mean() < 0.05 for x in d])
    wilcoxon = np.mean([stats.wilcoxon(x, alternative="greater").pvalue < 0.05 for x in d])
    t = np.mean(stats.ttest_1samp(d, 0, axis=1, alternative="greater").pvalue < 0.05)
    print(f"{cases} cases: bootstrap {bootstrap:.2%}, wilcoxon {wilcoxon:.2%}, paired-t {t:.2%}")
