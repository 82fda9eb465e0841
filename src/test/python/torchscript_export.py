"""Runs networks that Sfumato wrote as TorchScript files in PyTorch and compares with Sfumato's own answers.

    mkdir /tmp/files && mvn test -Dtest=TorchFileTest -Dsfumato.torchscript=/tmp/files
    python torchscript_export.py /tmp/files/*.pt

Also takes the folders of Export Model... (format=torchscript).
"""
import os, sys
import torch
from safetensors.torch import load_file

for path in sys.argv[1:]:
    file, check = (path + "/model.pt", path + "/check.safetensors") if os.path.isdir(path) else (
        path, path[:-3] + ".safetensors")
    network, example = torch.jit.load(file), load_file(check)
    assert not network.training and not network.eval().training
    with torch.no_grad():
        y, p = network(example["input"]), network.probabilities(example["input"])
    size = example["output"].abs().max().item()
    print(f"{path}: {len(list(network.parameters()))} parameters, largest difference "
          f"{(y - example['output']).abs().max().item() / size:.1e} of the largest logit, probabilities "
          f"{(p - example['output'].softmax(1)).abs().max().item():.1e} (PyTorch {torch.__version__})")
