package dev.fieldmark.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.domain.FieldGuide;
import dev.fieldmark.domain.Identification;
import dev.fieldmark.store.ModelManifest;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class JsonReflectionTest {
    @Test
    void namesEveryTypeThatJacksonMeets() throws ClassNotFoundException {
        var met = new TreeSet<String>();
        Stream.of(FieldGuide.class, Identification.class, ModelManifest.class, Class.forName(JsonReflection.ALIASES))
                .forEach(root -> meet(root, met));

        var registered = JsonReflection.class.getAnnotation(RegisterForReflection.class);
        Set<String> names = Stream.concat(
                        Stream.of(registered.targets()).map(Class::getName), Stream.of(registered.classNames()))
                .collect(Collectors.toSet());
        assertThat(names).containsExactlyInAnyOrderElementsOf(met);
    }

    /** The shared model's types in it, wherever they stand. */
    private static void meet(Type type, Set<String> met) {
        if (type instanceof ParameterizedType generic) {
            Stream.of(generic.getActualTypeArguments()).forEach(argument -> meet(argument, met));
        } else if (type instanceof Class<?> raw
                && raw.getName().startsWith("dev.fieldmark.")
                && met.add(raw.getName())
                && raw.isRecord()) {
            for (RecordComponent component : raw.getRecordComponents()) {
                meet(component.getGenericType(), met);
            }
        }
    }
}
