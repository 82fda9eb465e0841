"""Weights of timm's come in, go out again, and nothing of what the network says changes; measured by PyTorch.

    mvn -q compile
    python src/test/python/weights.py [FOLDER]       # PyTorch 2.7.1, timm 1.0, safetensors; FOLDER takes 2 GB

For each encoder and decoder: a network of timm's with random weights and statistics is saved as .safetensors and .pth, imported
(Import Encoder Weights..., from both files), exported (Export Model...) and loaded (docs/load_model.py). weights.json beside this
file has the differences, as shares of the largest value:

    decoded     what our engine says of check.safetensors' image, from what PyTorch makes of timm's own features of that image
                (timm's features_only at the same output stride) with the decoder and head of the exported table
    exported    the same answer of ours, from the module of docs/load_model.py
    features    the largest of timm's features, from those of that module
    pth         the weights imported from .pth, from those imported from .safetensors
    largest     of our answer: what the shares are of
"""
import json, pathlib, subprocess, sys, tempfile
import timm, torch
from safetensors.torch import load_file, save_file
from timm.models import adapt_input_conv

ROOT = pathlib.Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "docs"))
import load_model

ENCODERS = ["resnet18", "resnet34", "resnet50", "resnet18d", "resnet34d", "resnet50d", "mobilenetv2_100", "efficientnet_b0"]
DECODERS = {"unet": 32, "deeplabv3plus": 8}


def random_model(encoder):
    """As after a training: batch normalizations are not the identity, statistics not 0 and 1."""
    torch.manual_seed(len(encoder))
    model = timm.create_model(encoder, pretrained=False)
    for m in model.modules():
        if isinstance(m, torch.nn.BatchNorm2d):
            with torch.no_grad():
                m.weight.uniform_(0.5, 1.5), m.bias.normal_(0, 0.1)
                m.running_mean.normal_(0, 0.1), m.running_var.uniform_(0.5, 1.5)
    return model.state_dict()


def timm_encoder(encoder, stride, channels, weights):
    model = timm.create_model(encoder, pretrained=False, features_only=True, in_chans=channels, output_stride=stride)
    own = model.state_dict()
    adapted = {k: v for k, v in weights.items() if k in own}
    for k, v in adapted.items():
        if v.shape != own[k].shape: adapted[k] = adapt_input_conv(channels, v)
    assert not [k for k in own if k not in adapted]
    model.load_state_dict(adapted)
    return model.eval()


def values(network, given):
    """What every row of the table gives; rows of the encoder that are not given are computed if none but the image is."""
    out = [given.get(k) for k in range(len(network.nodes))]
    for k, (name, operation, inputs, options) in enumerate(network.nodes):
        if k == 0 or len(given) > 1 and name.startswith("encoder."): continue
        run = getattr(network, name.replace(".", "/")) if operation in load_model.LAYERS else load_model.FUNCTIONS[operation]
        out[k] = run(*[out[i] for i in inputs], *([] if operation in load_model.LAYERS else options.values()))
    return out


def borders(network):
    """Rows of the encoder that rows outside of it use: the features that the decoder gets."""
    inside = [n.startswith("encoder.") for n, *_ in network.nodes]
    return sorted({i for k, (_, _, inputs, _) in enumerate(network.nodes) if k and not inside[k] for i in inputs if inside[i]})


def difference(a, b):
    return ((a - b).abs().max() / b.abs().max().clamp_min(1e-30)).item()


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    lines, rows = [], {}
    for encoder in ENCODERS:
        weights = random_model(encoder)
        save_file(weights, folder / f"{encoder}.safetensors")
        torch.save(weights, folder / f"{encoder}.pth")
        for decoder in DECODERS:
            at = f"{folder}/{encoder}-{decoder}"
            network = f"{decoder}(encoder: {encoder})"
            channels = 1 if decoder == "unet" else 4
            for kind in "safetensors", "pth":
                lines.append(f'run("Import Encoder Weights...", "weights=[{folder}/{encoder}.{kind}] network=[{network}] '
                             f'channels={channels} classes=3 output=[{at}-{kind}] overwrite=true");')
            lines.append(f'run("Export Model...", "model=[{at}-pth] output=[{at}] overwrite=true");')
    (folder / "all.ijm").write_text("\n".join(lines))
    subprocess.run(["mvn", "-o", "-B", "-q", "exec:java", f"-Dexec.args={folder}/all.ijm"], cwd=ROOT, check=True)
    for encoder in ENCODERS:
        weights = torch.load(folder / f"{encoder}.pth", weights_only=True)
        for decoder, stride in DECODERS.items():
            rows[f"{decoder}(encoder: {encoder})"] = measured(folder / f"{encoder}-{decoder}", encoder, stride, weights)
            print(encoder, decoder, rows[f"{decoder}(encoder: {encoder})"], flush=True)
    text = ",\n".join(f' "{k}": ' + json.dumps(v) for k, v in rows.items())
    (ROOT / "src/test/python/weights.json").write_text("{\n" + text + "\n}\n")


def measured(folder, encoder, stride, weights):
    network = load_model.Network(str(folder)).eval()
    check = load_file(folder / "check.safetensors")
    image, answer = check["input"], check["output"]
    theirs = timm_encoder(encoder, stride, image.shape[1], weights)
    row = {}
    with torch.no_grad():
        features, ours = theirs(image), values(network, {0: image})
        at = {i: next(f for f in features if f.shape == ours[i].shape) for i in borders(network)}
        row["decoded"] = difference(answer, values(network, {0: image, **at})[network.main])
        row["exported"] = difference(answer, network(image))
        row["features"] = max(difference(ours[i], f) for i, f in at.items())
    a, b = (load_file(f"{folder}-{kind}/weights.safetensors") for kind in ("pth", "safetensors"))
    assert a.keys() == b.keys()
    row["pth"] = max((a[k] - b[k]).abs().max().item() for k in a)
    row["largest"] = answer.abs().max().item()
    return {k: float(f"{v:.2g}") for k, v in row.items()}


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp()))
