// Fuses the raters of a whole dataset and writes one 32-bit map per case.
//
//   mvn -q compile exec:java -Dexec.args="macros/04_fuse_dataset.ijm"
//   mvn -q compile exec:java -Dexec.args="macros/04_fuse_dataset.ijm dataset=FOLDER,task=1,method=majority,format=nifti,output=FOLDER"
//
// A second run writes missing maps only.

dataset = option("dataset", "test-images/phantoms");
task    = option("task", "1");
cases   = option("cases", "1-4");
method  = option("method", "dice-weighted");
format  = option("format", "tiff");
output  = option("output", "target/fused");

setBatchMode(true);
run("Fuse Dataset...", "dataset=[" + dataset + "] task=" + task + " cases=[" + cases + "] method=[" + method + "] format=" +
	format + " output=[" + output + "]");
files = getFileList(output);
print(files.length - 1 + " maps are in " + output);
return "" + (files.length - 1);

function option(name, otherwise) {
	pairs = split(getArgument(), ",");
	for (i = 0; i < pairs.length; i++)
		if (startsWith(pairs[i], name + "="))
			return substring(pairs[i], lengthOf(name) + 1);
	return otherwise;
}
