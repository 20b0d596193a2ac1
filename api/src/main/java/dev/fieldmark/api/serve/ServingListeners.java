package dev.fieldmark.api.serve;

import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import java.time.Duration;
import java.util.List;

/** Several that are told. */
public record ServingListeners(List<ServingListener> all) implements ServingListener {
    public ServingListeners {
        all = List.copyOf(all);
    }

    @Override
    public void refused() {
        all.forEach(ServingListener::refused);
    }

    @Override
    public void decoded(Duration duration) {
        all.forEach(one -> one.decoded(duration));
    }

    @Override
    public void answered(ModelName model, ModelVersion version, int pictures, Duration duration) {
        all.forEach(one -> one.answered(model, version, pictures, duration));
    }

    @Override
    public void asked(ModelName model, ModelVersion version, Duration duration) {
        all.forEach(one -> one.asked(model, version, duration));
    }

    @Override
    public void opened(ModelName model, ModelVersion version) {
        all.forEach(one -> one.opened(model, version));
    }

    @Override
    public void closed(ModelName model, ModelVersion version) {
        all.forEach(one -> one.closed(model, version));
    }

    @Override
    public void looked(Duration duration, boolean sound) {
        all.forEach(one -> one.looked(duration, sound));
    }
}
