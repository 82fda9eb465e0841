"""Lets the official packages read and run folders that Sfumato has written with format=bioimageio.

    mvn test -Dtest=BioimageIoExportTest          # leaves four folders in target/exported
    python -m venv venv && venv/bin/pip install bioimageio.core onnxruntime torch "pydantic<2.12"
    venv/bin/python src/test/python/exported_bioimageio.py target/exported/*/rdf.yaml

Run with Python 3.11, bioimageio.spec 0.5.12.0, bioimageio.core 0.11.0, onnxruntime 1.32.0, torch 2.7.1 and pydantic 2.11.10
(with pydantic 2.14 this version of bioimageio.spec refuses every model with a TypeError of its own). It printed

    ct, onnx: passed; 6 sizes and batches; largest difference 3e-07
    ct, torchscript: passed; 6 sizes and batches; largest difference 2.7e-07
    nuclei, onnx: passed; 6 sizes and batches; largest difference 4.9e-07
    nuclei, torchscript: passed; 6 sizes and batches; largest difference 4e-07
    raw_2_channels_, onnx: passed; 6 sizes and batches; largest difference 4.3e-06
    raw_2_channels_, torchscript: passed; 6 sizes and batches; largest difference 2.9e-06
    tumour_three_kinds, onnx: passed; 6 sizes and batches; largest difference 1.3e-05
    tumour_three_kinds, torchscript: passed; 6 sizes and batches; largest difference 1.2e-05

"passed" is what `bioimageio test` says: the description is valid and the normalization and the network that it describes
reproduce the probabilities that Sfumato's engine gave for the phantom. The only warning is that no author has a GitHub name.
bioimageio.spec 0.5.4.4, of the version of the format that is written, finds all four valid without any warning.

Java programs are stricter in places. The readers of QuPath (qupath-bioimageio-spec, commit d372139) and deepImageJ (JDLL, commit
98d3be2), compiled and run on the same folders, read all four; the first only because gain and offset of scale_linear are lists, the
second because there is an id (without one it ends with a NullPointerException).
"""
import pathlib
import sys

import numpy
from bioimageio.core import create_prediction_pipeline, predict, test_model
from bioimageio.spec import load_model_description

for path in sys.argv[1:]:
    folder = pathlib.Path(path).parent
    image, expected = numpy.load(folder / "test_input.npy"), numpy.load(folder / "test_probabilities.npy")
    for weights in "onnx", "torchscript":
        summary = test_model(path, weight_format=weights)
        runs = [d for d in summary.details if d.status == "passed" and d.name.startswith(f"Run {weights} inference")]
        model = load_model_description(path)
        pipeline = create_prediction_pipeline(model, weight_format=weights)
        sample = predict(model=pipeline, inputs={"input": image})
        difference = numpy.abs(sample.members["probabilities"].data.values - expected).max()
        print(f"{folder.name}, {weights}: {summary.status}; {len(runs)} sizes and batches; largest difference {difference:.2g}")
