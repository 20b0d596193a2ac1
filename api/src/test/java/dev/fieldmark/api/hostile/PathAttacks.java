package dev.fieldmark.api.hostile;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** Paths, queries and methods from which something might be read that is not meant to be, or that break what reads them. */
final class PathAttacks {
    private static final List<String> PLACES = List.of(
            "/v1/models/%s",
            "/v1/models/keypoints/versions/%s",
            "/v1/species/%s",
            "/v1/species/%s/taxa",
            "/v1/keypoints?model=%s",
            "/v1/species/butterflies?version=%s",
            "/v1/species/butterflies?top=%s",
            "/v2/models/%s",
            "/v2/models/%s/ready",
            "/v2/models/keypoints/versions/%s/infer",
            "/page/%s",
            "/%s",
            "/q/health/%s");

    private static final List<String> WORDS = List.of(
            "..",
            "../..",
            "../../../../../../etc/passwd",
            "..%2f..%2f..%2fetc%2fpasswd",
            "%2e%2e/%2e%2e/etc/passwd",
            "..%252f..%252fetc%252fpasswd",
            "..\\..\\windows\\win.ini",
            "..%5c..%5cwin.ini",
            "%c0%ae%c0%ae%c0%af",
            "..;/..;/",
            "keypoints/../../..",
            "keypoints%2f..%2f..%2fkeypoints",
            "keypoints%00.json",
            "%00",
            "%0d%0aSet-Cookie:%20a=b",
            "%zz",
            "%",
            "%e2%82",
            "%ff%fe",
            "%u002e",
            "*",
            "",
            "-1",
            "0",
            "00001",
            "1e3",
            "2147483648",
            "99999999999999999999999999",
            "NaN",
            "latest",
            "previous",
            "<script>alert(1)</script>",
            "'%20OR%201=1",
            "${jndi:ldap://127.0.0.1/a}",
            "{{7*7}}",
            ";a=b",
            "keypoints;version=2",
            "keypoints#x",
            "keypoints?model=a&model=b",
            "a&a=b&&&=",
            "k\u00e9ypoints",
            "CON",
            ".",
            ".aliases",
            "v000001",
            "keypoints/v000001/model.onnx",
            "manifest.json",
            "a".repeat(65),
            "a".repeat(3000),
            "a/".repeat(1000),
            "a=b&".repeat(700));

    private static final List<String> METHODS = List.of(
            "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "NONSENSE", "get", "G-T");

    /** Of the characters of RFC 3986; what has others is no HTTP. */
    private static final Pattern SOUND = Pattern.compile("([A-Za-z0-9._~:/?@!$&'()*+,;=-]++|%[0-9A-Fa-f]{2})*+");

    private PathAttacks() {}

    static Attack of(Random random) {
        String place = PLACES.get(random.nextInt(PLACES.size()));
        String word = WORDS.get(random.nextInt(WORDS.size()));
        if (random.nextInt(4) == 0) {
            word += WORDS.get(random.nextInt(WORDS.size()));
        }
        String method = random.nextInt(2) == 0 ? "GET" : METHODS.get(random.nextInt(METHODS.size()));
        String target = place.replace("%s", word);
        boolean sure = target.length() < 4000 && SOUND.matcher(word).matches() && !method.equals("HEAD");
        var attack = Attack.request("path " + method, method, target, "Content-Type: image/png\r\n", new byte[0]);
        return sure ? attack : attack.unsure();
    }
}
