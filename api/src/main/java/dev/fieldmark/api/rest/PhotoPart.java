package dev.fieldmark.api.rest;

/**
 * One photo of a request.
 *
 * @param name of its file in the form; empty where the photo is the body, or the form names none
 */
@SuppressWarnings("ArrayRecordComponent") // made, read and dropped; never compared
record PhotoPart(String name, byte[] content) {
    byte[] bytes() {
        if (content.length == 0) {
            throw ProblemException.of(422, "the form's file was empty but must be " + PhotoBody.WHAT);
        }
        return content;
    }
}
