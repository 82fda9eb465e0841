// Transfer learning: imports a timm checkpoint as the encoder of a network, trains from it and exports the model for
// PyTorch, where docs/load_model.py loads it.
//
//   mvn -q compile exec:java -Dexec.args="macros/08_import_export.ijm weights=resnet18d.safetensors"
//   mvn -q compile exec:java -Dexec.args="macros/08_import_export.ijm weights=FILE,encoder=resnet50d,dataset=FOLDER,output=FOLDER"
//
// In Python, a checkpoint is made by
//   safetensors.torch.save_file(timm.create_model("resnet18d", pretrained=True).state_dict(), "resnet18d.safetensors")

weights = option("weights", "");
encoder = option("encoder", "resnet18d");
dataset = option("dataset", "test-images/phantoms");
cases   = option("cases", "1-10");
epochs  = option("epochs", "20");
output  = option("output", "target/import-export");

if (weights == "")
	exit("Give the file of a checkpoint: weights=FILE.");
network = "unet(encoder: " + encoder + ")";
run("Import Encoder Weights...", "weights=[" + weights + "] network=[" + network + "] channels=1 classes=2 output=[" + output +
	"/start] overwrite=true");
run("Train Network...", "start=[" + output + "/start] network=[" + network + "] dataset=[" + dataset + "] cases=" + cases +
	" epochs=" + epochs + " output=[" + output + "/model] overwrite=true");
run("Export Model...", "model=[" + output + "/model] format=safetensors output=[" + output + "/exported] overwrite=true");
print("python docs/load_model.py " + output + "/exported");
return output + "/exported";

function option(name, otherwise) {
	pairs = split(getArgument(), ",");
	for (i = 0; i < pairs.length; i++)
		if (startsWith(pairs[i], name + "="))
			return substring(pairs[i], lengthOf(name) + 1);
	return otherwise;
}
