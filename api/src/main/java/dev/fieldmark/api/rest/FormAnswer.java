package dev.fieldmark.api.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fieldmark.image.PhotoException;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What became of one of the photos of a form: a photo that can't be read fails alone. */
sealed interface FormAnswer {
    interface Question {
        Object answer(PhotoPart photo) throws PhotoException;
    }

    /** Asks about a photo. */
    static FormAnswer of(PhotoPart photo, Question question) {
        try {
            return new Answered(photo.name(), question.answer(photo));
        } catch (PhotoException e) {
            return new Refused(photo.name(), Problem.of(e));
        } catch (ProblemException e) {
            return new Refused(photo.name(), e.problem());
        }
    }

    @RegisterForReflection
    record Answered(String name, @JsonUnwrapped Object answer) implements FormAnswer {}

    @RegisterForReflection
    record Refused(String name, Problem problem) implements FormAnswer {}
}
