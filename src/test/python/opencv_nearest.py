"""Which pixel OpenCV's INTER_NEAREST takes where; writes src/test/resources/sfumato/data/sampling/opencv-nearest.json.

    pip install opencv-python-headless numpy && python src/test/python/opencv_nearest.py
"""
import json
import pathlib

import cv2
import numpy as np

# lengths at which d * n / m and OpenCV's d * (1 / (m / n)) are rounded differently (14 to 100), and those of QUBIQ
LENGTHS = [(14, 100), (22, 100), (58, 224), (7, 3), (3, 7), (5, 1), (1, 4), (128, 256), (497, 256), (512, 256)]


def positions(length, size):
    image = np.arange(length, dtype=np.float32)[None, :].repeat(2, 0)
    return cv2.resize(image, (size, 2), interpolation=cv2.INTER_NEAREST)[0].astype(int).tolist()


here = pathlib.Path(__file__).parent
cases = [{"length": n, "size": m, "nearest": positions(n, m)} for n, m in LENGTHS]
target = here / "../resources/sfumato/data/sampling/opencv-nearest.json"
target.write_text(json.dumps({"opencv": cv2.__version__, "cases": cases}) + "\n")
