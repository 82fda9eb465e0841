// Knowledge distillation: a small student network learns from a larger teacher and from the labels. The teacher is trained first, unless
// teacher=FOLDER is its model; then the student is trained with and without it, and all are scored on test cases.
//
//   mvn -q compile exec:java -Dexec.args="macros/11_distill.ijm"
//   mvn -q compile exec:java -Dexec.args="macros/11_distill.ijm dataset=FOLDER,task=1,train=1-22,test=23-29,epochs=150,output=FOLDER"
//
// In the argument commas separate options; write semicolons for commas inside of one, e.g. terms=0.5*labels + 0.5*kl, and + in
// lists of cases. Writes the models teacher, alone and student into the folder output, and returns the student's Dice.

dataset = option("dataset", "test-images/phantoms");
task    = option("task", "1");
train   = option("train", "1-10");
test    = option("test", "11-16");
large   = option("large", "unet(encoder: plain, width: 16)");
small   = option("small", "unet(encoder: plain, width: 4)");
terms   = option("terms", "0.5*labels + 0.5*kl + 0.5*dml");
kde     = option("kde", "kde(bandwidth: 0.01, keys: 1000)");
epochs  = option("epochs", "30");
patch   = option("patch", "0");
seed    = option("seed", "0");
threads = option("threads", "0");
output  = option("output", "target/distill");
teacher = option("teacher", "");

setBatchMode(true);
data = "dataset=[" + dataset + "] task=" + task + " ";
how = " fusion=majority epochs=" + epochs + " patch=" + patch + " seed=" + seed + " threads=" + threads + " overwrite=true ";
if (teacher == "") {
	teacher = output + "/teacher";
	run("Train Network...", data + "cases=" + train + how + "network=[" + commas(large) + "] output=[" + teacher + "]");
}
run("Train Network...", data + "cases=" + train + how + "network=[" + commas(small) + "] output=[" + output + "/alone]");
run("Distill Network...", data + "cases=" + train + how + "network=[" + commas(small) + "] output=[" + output + "/student]" +
	" teacher=[" + teacher + "] terms=[" + commas(terms) + "] kde=[" + commas(kde) + "]");
models = newArray(teacher, output + "/alone", output + "/student");
for (m = 0; m < models.length; m++) {
	run("Clear Results");
	run("Evaluate Model...", data + "cases=" + test + " model=[" + models[m] + "] threads=" + threads);
	dice = d2s(getResult("Dice", nResults - 1), 2);
	print(File.getName(models[m]) + ": Dice " + dice + ", BDice " + d2s(getResult("BDice", nResults - 1), 2) + ", ECE " +
		d2s(getResult("ECE", nResults - 1), 2));
}
return dice;

function commas(text) {
	return replace(text, ";", ",");
}

function option(name, otherwise) {
	pairs = split(getArgument(), ",");
	for (i = 0; i < pairs.length; i++)
		if (startsWith(pairs[i], name + "="))
			return substring(pairs[i], lengthOf(name) + 1);
	return otherwise;
}
