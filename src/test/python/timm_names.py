"""Writes src/test/resources/sfumato/engine/timm.json: what timm's encoders are, for TimmTest to compare ours with.

    python -m venv venv && venv/bin/pip install torch==2.7.1 torchvision==0.22.1 timm
    venv/bin/python src/test/python/timm_names.py

names     name and shape of every tensor of the whole network with three input channels, in timm's order
features  of float64 networks in evaluation mode on one image of one channel and 64 x 64 pixels. Parameters and image are
          made from a hash, exactly as for networks.json (its entry "about" has the formula)
training  of float64 networks at output stride 8 in training mode on three such images: for every tensor the sum of magnitudes
          of its gradient, or of the running statistic after one step, in timm's order. What is differentiated is the sum of
          all features times numbers from the hash, those of the i-th feature with k = 8000 + i
first     a first convolution (2, 3, 1, 2) of 1, 2, ..., 12 adapted to other numbers of channels
No weights are downloaded.
"""
import json
import math
import pathlib

import numpy
import timm
import torch
from timm.models import adapt_input_conv

ENCODERS = ["resnet18", "resnet34", "resnet50", "resnet18d", "resnet34d", "resnet50d", "mobilenetv2_100", "efficientnet_b0"]
TARGET = pathlib.Path(__file__).parents[1] / "resources/sfumato/engine/timm.json"


def u(n, k):
    mask = numpy.uint64(0xFFFFFFFF)
    h = (numpy.arange(1, n + 1, dtype=numpy.uint64) * numpy.uint64(2654435761) + numpy.uint64((k + 1) * 40503)) & mask
    h ^= h >> numpy.uint64(16)
    h = (h * numpy.uint64(0x45D9F3B)) & mask
    h ^= h >> numpy.uint64(16)
    return h / 2.0**32 * 2 - 1


def tensors(network):
    return {name: t for name, t in network.state_dict().items() if not name.endswith("num_batches_tracked")}


def fill(network):
    for k, (name, t) in enumerate(tensors(network).items()):
        values = u(t.numel(), k)
        if t.dim() == 4:
            values = values * math.sqrt(3) * math.sqrt(2 / math.prod(t.shape[1:]))
        elif name.endswith("running_var"):
            values = 1 + 0.3 * values
        else:
            values = 0.1 * values + (1 if name.endswith("weight") else 0)
        t.copy_(torch.from_numpy(values).reshape(t.shape))


def describe(x):
    v = x.flatten()
    digits = lambda values: [round(float(d), 10) for d in values]
    return {"shape": list(x.shape), "mean": float(v.mean()), "std": float(v.std(unbiased=False)), "l1": float(v.abs().sum()),
            "first8": digits(v[:8]), "last4": digits(v[-4:])}


def train(encoder):
    network = timm.create_model(encoder, features_only=True, in_chans=1, output_stride=8, drop_path_rate=0.0).double().train()
    with torch.no_grad():
        fill(network)
    features = network(torch.from_numpy(u(3 * 64 * 64, 9999)).reshape(3, 1, 64, 64))
    sum((f * torch.from_numpy(u(f.numel(), 8000 + i)).reshape(f.shape)).sum() for i, f in enumerate(features)).backward()
    gradients = {name: p.grad for name, p in network.named_parameters()}
    return {name: float(f"{gradients.get(name, t).abs().sum():.7g}") for name, t in tensors(network).items()}


def main():
    names = {e: [[n, list(t.shape)] for n, t in tensors(timm.create_model(e)).items()] for e in ENCODERS}
    features = {}
    image = torch.from_numpy(u(64 * 64, 9999)).reshape(1, 1, 64, 64)
    for e in ENCODERS:
        for stride in (32, 8):
            network = timm.create_model(e, features_only=True, in_chans=1, output_stride=stride).double().eval()
            with torch.no_grad():
                fill(network)
                features[f"{e}_os{stride}"] = [describe(f) for f in network(image)]
    training = {e: list(train(e).values()) for e in ENCODERS}
    weight = torch.arange(1.0, 13.0).reshape(2, 3, 1, 2)
    first = {c: adapt_input_conv(c, weight.clone()).flatten().tolist() for c in (1, 2, 3, 4, 7)}
    lines = ['"software": ' + json.dumps(f"timm {timm.__version__}, torch {torch.__version__}")]
    for title, table in (("names", names), ("features", features), ("training", training), ("first", first)):
        rows = ",\n".join("  " + json.dumps(str(k)) + ": " + json.dumps(v) for k, v in table.items())
        lines.append(json.dumps(title) + ": {\n" + rows + "\n}")
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
