package sfumato.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class YamlTest {

	private static Map<String, Object> map(final Object... keysAndValues) {
		final Map<String, Object> map = new LinkedHashMap<>();
		for (int i = 0; i < keysAndValues.length; i += 2)
			map.put((String) keysAndValues[i], keysAndValues[i + 1]);
		return map;
	}

	@Test
	void indentsMapsAndLists() {
		assertEquals("""
			one: 1
			"two words":
			  - a: true
			    b:
			      c: [1, 2.5, x1]
			  - a: false
			  - - d: []
			    - e: {}
			last: end
			""", Yaml.write(map("one", 1, "two words", List.of(map("a", true, "b", map("c", List.of(1, 2.5, "x1"))), map("a",
				false), List.of(map("d", List.of()), map("e", Map.of()))), "last", "end")));
	}

	@Test
	void quotesAmbiguousTexts() {
		assertEquals("""
			a_1: ["y", "no", "true", "1e3", "0x1", "", " a", "a: b", "- a", "#a", "A", "1.0", "a.", plain, model.onnx]
			b1: "a \\"b\\" \\\\ \\n c"
			c1: "µ 肿瘤 <&>"
			""", Yaml.write(map("a_1", List.of("y", "no", "true", "1e3", "0x1", "", " a", "a: b", "- a", "#a", "A", "1.0", "a.",
				"plain", "model.onnx"), "b1", "a \"b\" \\ \n c", "c1", "µ 肿瘤 <&>")));
	}

	@Test
	void writesNumbersWithoutExponent() {
		assertEquals("v1: [0.0000000000010, 100000000000000000000, -0.5, 17]\n", Yaml.write(map("v1", List.of(1e-12, 1e20, -0.5,
			17L))));
	}
}
