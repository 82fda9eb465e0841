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

	/** What one command says of an input in other words than the group. */
	@Retention(RetentionPolicy.RUNTIME)
	@Target({})
	@interface Text {

		/** Which input. */
		String of();

		/** Its label; the group's own if this is empty. */
		String label() default "";

		/** Its help text; the group's own if this is empty. */
		String description() default "";
	}

	/** Goes before the names of the inputs, for a command that has two groups of one class. */
	String prefix() default "";

	/** Goes before the labels of the inputs. */
	String label() default "";

	/** Labels and help texts that replace those of the group. */
	Text[] texts() default {};

	/** Inputs that the command does not have; their fields keep what they hold. */
	String[] without() default {};

	/** Inputs that may be left out here, though the group needs them. */
	String[] optional() default {};

	/** Inputs that are needed here, though the group lets them be left out. */
	String[] needed() default {};
}
