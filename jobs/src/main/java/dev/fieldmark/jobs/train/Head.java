package dev.fieldmark.jobs.train;

/** What a net's outputs mean. All arrays lie picture after picture. */
public sealed interface Head permits PointHead, Classes, FaceCells {
    static Head of(Recipe recipe) {
        Subject subject = recipe.subject();
        if (subject instanceof Subject.Species species) {
            return new Classes(species.targets());
        }
        return subject instanceof Subject.Scenes ? new FaceCells() : PointHead.of(recipe);
    }

    /** Outputs of the net for one picture. */
    int outputs();

    /** Over how many the losses of these targets are averaged. */
    int counted(float[] targets);

    /** The sum of the losses that are shown and compared; always in one order. */
    double loss(float[] targets, float[] outputs);

    /** The slope along each output of what the net makes small: its mean over what is counted. */
    float[] slopes(float[] targets, float[] outputs);
}
