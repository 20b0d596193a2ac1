package dev.fieldmark.jobs.onnx;

import static dev.fieldmark.jobs.train.EpochResult.PIXELS_PER_UNIT;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.onnx.Dl4jNet.Points;
import dev.fieldmark.jobs.onnx.ModelPackager.Member;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Nets that answer together, each for the points that it learned: specialists, an ensemble, or one net alone.
 *
 * <p>A point is the mean of those who learned it. Its spread is that of their answers' mixture: the root of the mean over
 * them of their own spread squared plus their squared distance from that mean, so that disagreement counts
 * (Lakshminarayanan et al., "Simple and scalable predictive uncertainty estimation using deep ensembles", 2017).
 */
record JointNet(List<Dl4jNet> members) {
    /** @throws IllegalArgumentException naming the points that none of them learned */
    JointNet {
        List<Dl4jNet> nets = List.copyOf(members);
        members = nets;
        String unlearned = Keypoint.all().stream()
                .filter(point -> nets.stream().noneMatch(net -> net.learned(point)))
                .map(Keypoint::label)
                .collect(Collectors.joining(", "));
        if (!unlearned.isEmpty()) {
            throw new IllegalArgumentException(
                    "no net learned " + unlearned + " but every point must be learned by one or more");
        }
    }

    /** Reads the members' weights. */
    static JointNet read(List<Member> members) throws IOException {
        List<Dl4jNet> nets = new ArrayList<>();
        for (Member member : members) {
            nets.add(Dl4jNet.read(member));
        }
        return new JointNet(nets);
    }

    /** Their points on each face. */
    Points points(FaceSet faces) {
        List<Points> answers =
                members.stream().map(member -> member.points(faces)).toList();
        var joint = new Points(new float[faces.size()][FaceSet.TARGETS], new float[faces.size()][FaceSet.TARGETS / 2]);
        for (Keypoint point : Keypoint.all()) {
            List<Points> learned = IntStream.range(0, answers.size())
                    .filter(i -> members.get(i).learned(point))
                    .mapToObj(answers::get)
                    .toList();
            for (int face = 0; face < faces.size(); face++) {
                join(learned, face, point.ordinal(), joint);
            }
        }
        return joint;
    }

    private static void join(List<Points> answers, int face, int point, Points joint) {
        double x = answers.stream()
                .mapToDouble(answer -> answer.units()[face][2 * point])
                .average()
                .orElseThrow();
        double y = answers.stream()
                .mapToDouble(answer -> answer.units()[face][2 * point + 1])
                .average()
                .orElseThrow();
        double variance = answers.stream()
                .mapToDouble(answer -> {
                    double spread = answer.spreads()[face][point];
                    double right = PIXELS_PER_UNIT * (answer.units()[face][2 * point] - x);
                    double down = PIXELS_PER_UNIT * (answer.units()[face][2 * point + 1] - y);
                    return spread * spread + right * right + down * down;
                })
                .average()
                .orElseThrow();
        joint.units()[face][2 * point] = (float) x;
        joint.units()[face][2 * point + 1] = (float) y;
        joint.spreads()[face][point] = (float) Math.sqrt(variance);
    }
}
