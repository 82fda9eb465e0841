package sfumato.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import ai.djl.engine.Engine;

class EngineLoaderTest {

	@Test
	void theVersionOfDjlIsThatOfTheBuild() {
		assertEquals(Engine.getDjlVersion(), EngineLoader.DJL);
	}
}
