// Converts hard labels to soft labels and back.
//
//   mvn -q compile exec:java -Dexec.args="macros/03_convert_labels.ijm"
//
// Returns and prints how many pixels are foreground at each step.

setBatchMode(true);
folder = getArgument();
if (folder == "")
	folder = "test-images/phantoms";

// The mask of one rater, 0/255.
open(folder + "/case01/task01_seg01.png");
rename("mask");

// 1. A one-hot probability map: channel 1 is background, channel 2 foreground.
run("Hard to Soft...", "image=mask classes=2 foreground=255");
rename("hard");

// 2. Boundary label smoothing, like the disagreement of several raters
run("Smooth Labels...", "image=mask method=[boundary(epsilon: 0.5, width: 3)]");
rename("smooth");

// 3. Back to labels: the most probable class, and only certain foreground
run("Soft to Hard...", "image=smooth");
likely = foreground();
run("Soft to Hard...", "image=smooth threshold=0.99");
certain = foreground();
run("Soft to Hard...", "image=hard");
drawn = foreground();

summary = "drawn " + drawn + ", most probable " + likely + ", certain " + certain;
print(summary);
return summary;

function foreground() {
	getHistogram(values, counts, 256);
	return counts[1];
}
