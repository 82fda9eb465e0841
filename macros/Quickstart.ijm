// The whole way, from several raters to a recalibrated model and its scores.
//
//   mvn -q compile exec:java
//   mvn -q compile exec:java -Dexec.args="macros/Quickstart.ijm dataset=FOLDER,task=1,train=1-22,calibrate=23-25,test=26-29,epochs=150"
//
// Without a dataset it uses the phantoms in test-images. In Fiji: Plugins > Macros > Run...
// In the argument commas separate options; write lists of cases with +, e.g. train=1-5+8.

dataset   = option("dataset", "test-images/phantoms");
task      = option("task", "1");
train     = option("train", "1-10");
held      = option("calibrate", "11-13");
test      = option("test", "14-16");
epochs    = option("epochs", "120");
fusion    = option("fusion", "average");
network   = option("network", "unet(encoder: resnet18d)");
seed      = option("seed", "0");
output    = option("output", "target/quickstart");

setBatchMode(true);
File.makeDirectory("target");
File.makeDirectory(output);
model = output + "/model";
data = " dataset=[" + dataset + "] task=" + task;

// 1. Raters become soft labels, networks learn from them.
run("Train Network...", data + " cases=" + train + " fusion=" + fusion + " network=[" + network + "] epochs=" + epochs +
	" seed=" + seed + " output=[" + model + "] overwrite=true");

// 2. Cases the network has not seen put its probabilities right.
run("Recalibrate Model...", data + " cases=" + held + " model=[" + model + "]");

// 3. Scores on cases that neither has seen, beside the raters' own.
run("Evaluate Model...", data + " cases=" + test + " model=[" + model + "] output=[" + output + "/scores.csv] overwrite=true");


function option(name, otherwise) {
	pairs = split(getArgument(), ",");
	for (i = 0; i < pairs.length; i++)
		if (startsWith(pairs[i], name + "="))
			return substring(pairs[i], lengthOf(name) + 1);
	return otherwise;
}
