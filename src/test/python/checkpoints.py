"""Writes the checkpoints in src/test/resources/sfumato/engine/checkpoints, which CheckpointTest reads.

    python src/test/python/checkpoints.py            # PyTorch 2.7.1, safetensors 0.7

tensors.pth       tensors of all types that are read, views of one storage in and out of order, and a module's counter
nested.pth        a training's checkpoint: DataParallel's names under state_dict, beside numbers, lists and an optimizer's state
protocol4.pth     the same tensors as in tensors.pth, pickled by protocol 4
before16.pth      the same tensors in the file format before PyTorch 1.6
system.pth        a pickle that runs a command of the system when Python loads it
namespace.pth     a checkpoint with an object that is no tensor
bytes.pth         weights that are 8-bit integers
tensors.json      what is in tensors.pth, by PyTorch itself
"""
import argparse, collections, json, os, pathlib, pickle, zipfile
import torch

FOLDER = pathlib.Path(__file__).parents[1] / "resources/sfumato/engine/checkpoints"


class System:
    def __reduce__(self):
        return os.system, ("touch /tmp/sfumato-was-here",)


def save(value, name, **options):
    torch.save(value, FOLDER / name, **options)


FOLDER.mkdir(parents=True, exist_ok=True)
base = torch.arange(24, dtype=torch.float32) / 8 - 1
tensors = collections.OrderedDict(
    conv=base.reshape(2, 3, 2, 2).contiguous(), channels_last=base.reshape(2, 3, 2, 2).to(memory_format=torch.channels_last),
    transposed=base.reshape(4, 6).t(), part=base[5:9], column=base.reshape(4, 6)[:, 2], double=torch.tensor([0.1, -1e30], dtype=torch.float64),
    half=torch.tensor([1.5, -5, 6.1e-5]).half(), bfloat=torch.tensor([1.5, -5, 3e38]).bfloat16(),
    counter=torch.tensor(123456789), none=torch.zeros(0, 3), one=torch.tensor(-0.5), shared=base,
    parameter=torch.nn.Parameter(base[:2].clone()))
save(tensors, "tensors.pth")
save(tensors, "protocol4.pth", pickle_protocol=4)
torch.manual_seed(0)
parallel = torch.nn.DataParallel(torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.BatchNorm1d(2)))
optimizer = torch.optim.SGD(parallel.parameters(), lr=0.1, momentum=0.9)
parallel(torch.ones(4, 3)).sum().backward()
optimizer.step()
save({"epoch": 300, "arch": "resnet18d", "best": 0.75, "big": 2**40, "negative": -3, "seen": [1, 2, (3, None, True)],
      "optimizer": optimizer.state_dict(), "state_dict": parallel.state_dict()}, "nested.pth")
save(tensors, "before16.pth", _use_new_zipfile_serialization=False)
save({"epoch": 1, "args": argparse.Namespace(lr=1), "state_dict": tensors}, "namespace.pth")
save({"weight": torch.ones(3, dtype=torch.uint8)}, "bytes.pth")
with zipfile.ZipFile(FOLDER / "system.pth", "w") as z:
    z.writestr("archive/data.pkl", pickle.dumps({"weight": System()}, protocol=2))
    z.writestr("archive/version", "3\n")
json.dump({name: [list(t.shape), t.double().flatten().tolist()] for name, t in tensors.items()},
          open(FOLDER / "tensors.json", "w"), indent=0)
