package sfumato.docs;

import java.util.Locale;

import org.scijava.plugin.SciJavaPlugin;

import sfumato.calibration.CalibrationError;
import sfumato.data.augmentation.Augmentation;
import sfumato.data.normalization.Normalization;
import sfumato.fusion.LabelFusion;
import sfumato.labels.LabelSmoothing;
import sfumato.losses.Loss;
import sfumato.metrics.SegmentationMetric;
import sfumato.models.ModelExport;
import sfumato.networks.Decoder;
import sfumato.networks.Encoder;
import sfumato.recalibration.Recalibrator;
import sfumato.statistics.SignificanceTest;
import sfumato.training.distillation.TeacherCalibration;
import sfumato.training.optimizers.Optimizer;
import sfumato.training.schedules.Schedule;

/** The kinds of methods that are written by name, as the documentation calls them. */
enum MethodKind {

	FUSIONS("Fusions", LabelFusion.class),
	SMOOTHINGS("Smoothings", LabelSmoothing.class),
	LOSSES("Losses", Loss.class),
	NORMALIZATIONS("Normalizations", Normalization.class),
	AUGMENTATIONS("Augmentations", Augmentation.class),
	OPTIMIZERS("Optimizers", Optimizer.class),
	SCHEDULES("Schedules", Schedule.class),
	ENCODERS("Encoders", Encoder.class),
	DECODERS("Decoders", Decoder.class),
	TEACHER_CALIBRATIONS("Teacher calibrations", TeacherCalibration.class),
	RECALIBRATORS("Recalibrators", Recalibrator.class),
	METRICS("Metrics", SegmentationMetric.class),
	CALIBRATION_ERRORS("Calibration errors", CalibrationError.class),
	SIGNIFICANCE_TESTS("Tests of significance", SignificanceTest.class),
	EXPORTS("Exports", ModelExport.class);

	private final String title;
	private final Class<? extends SciJavaPlugin> type;

	MethodKind(final String title, final Class<? extends SciJavaPlugin> type) {
		this.title = title;
		this.type = type;
	}

	/** The heading of its section in docs/methods.md. */
	String title() {
		return title;
	}

	/** The plugin type. */
	Class<? extends SciJavaPlugin> type() {
		return type;
	}

	/** How a generated block asks for its table: {@code methods calibration errors}. */
	String block() {
		return "methods " + title.toLowerCase(Locale.ROOT);
	}
}
