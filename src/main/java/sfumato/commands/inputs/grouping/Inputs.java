package sfumato.commands.inputs.grouping;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.scijava.plugin.Parameter;

/**
 * Marks a field of a command whose own {@link Parameter} fields are inputs (and outputs) of the command, at the place of the field:
 *
 * <pre>
 * &#64;Inputs(without = "missing", texts = &#64;Inputs.Text(of = "cases", description = "cases that are not trained on"))
 * private final DatasetInputs data = new DatasetInputs();
 * </pre>
 *
 * The field holds an object; how that was made is up to the command, so that defaults may differ from command to command. The methods
 * that its parameters name (initializer, callback) are the object's. Its class may have such fields in turn. Where an input is meant, it
 * is called as in this group: by the name of its field, after the prefixes of groups within this one.
 * <p>
 * A field whose object is a {@link InputTable} has the rows of that table as inputs.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Inputs {

	/** Label and help text of one input that differ from those of the group. */
	@Retention(RetentionPolicy.RUNTIME)
	@Target({})
	@interface Text {

		/** The name of the input. */
		String of();

		/** The label; empty for that of the group. */
		String label() default "";

		/** The help text; empty for that of the group. */
		String description() default "";
	}

	/** Prefix of the names of the inputs, for a command that has two groups of one class. */
	String prefix() default "";

	/** Prefix of the labels of the inputs. */
	String label() default "";

	/** Labels and help texts that replace those of the group. */
	Text[] texts() default {};

	/** Inputs that the command excludes. Their fields keep their values. */
	String[] without() default {};

	/** Inputs that are optional here but required by the group. */
	String[] optional() default {};

	/** Inputs that are required here but optional in the group. */
	String[] needed() default {};
}
