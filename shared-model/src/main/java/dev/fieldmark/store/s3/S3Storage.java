package dev.fieldmark.store.s3;

import dev.fieldmark.store.ObjectStorage;
import dev.fieldmark.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.paginators.ListObjectsV2Iterable;

/** A part of a bucket: the objects whose keys begin with a prefix. */
public final class S3Storage implements ObjectStorage {
    private static final int PRECONDITION_FAILED = 412;
    /** Another write on condition of the same key is under way. */
    private static final int CONFLICT = 409;

    private static final String NO_SUCH_KEY = "NoSuchKey";

    private final S3Client client;
    private final String bucket;
    private final String prefix;

    /** @param prefix empty, or ends in a slash */
    public S3Storage(S3Client client, String bucket, String prefix) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    /**
     * By the usual settings of Amazon's tools: {@link Clients}.
     *
     * @throws StoreException where a setting is missing
     */
    public static S3Storage open(String bucket, String prefix) {
        try {
            return new S3Storage(Clients.usual(), bucket, prefix);
        } catch (SdkException e) {
            throw new StoreException("s3://" + bucket + "/" + prefix + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Listing list(String folder) {
        String whole = prefix + folder;
        return S3Failures.told("LIST", name(folder), () -> {
            List<String> folders = new ArrayList<>();
            List<Listed> objects = new ArrayList<>();
            ListObjectsV2Iterable pages = client.listObjectsV2Paginator(
                    request -> request.bucket(bucket).prefix(whole).delimiter("/"));
            for (ListObjectsV2Response page : pages) {
                page.commonPrefixes()
                        .forEach(common -> folders.add(common.prefix()
                                .substring(whole.length(), common.prefix().length() - 1)));
                page.contents().forEach(object -> objects.add(listed(object)));
            }
            return new Listing(folders, objects);
        });
    }

    @Override
    public List<Listed> listAll(String folder) {
        return S3Failures.told("LIST", name(folder), () -> {
            Stream<S3Object> objects = client
                    .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix + folder))
                    .contents()
                    .stream();
            return objects.map(this::listed).toList();
        });
    }

    private Listed listed(S3Object object) {
        return new Listed(object.key().substring(prefix.length()), object.eTag(), object.size(), object.lastModified());
    }

    @Override
    public Optional<Content> get(String key) {
        return S3Failures.told("GET", name(key), () -> {
            try {
                var answer = client.getObjectAsBytes(
                        request -> request.bucket(bucket).key(prefix + key));
                return Optional.of(new Content(
                        answer.asByteArrayUnsafe(), answer.response().eTag()));
            } catch (S3Exception e) {
                if (S3Failures.isCode(e, NO_SUCH_KEY)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    @Override
    public void put(String key, byte[] content) {
        put(key, RequestBody.fromBytes(content), request -> {});
    }

    @Override
    public void put(String key, Path file) {
        put(key, RequestBody.fromFile(file), request -> {});
    }

    @Override
    public boolean create(String key, byte[] content) {
        return put(key, RequestBody.fromBytes(content), request -> request.ifNoneMatch("*"));
    }

    @Override
    public boolean replace(String key, byte[] content, String etag) {
        return put(key, RequestBody.fromBytes(content), request -> request.ifMatch(etag));
    }

    /** False where the condition did not hold. */
    private boolean put(String key, RequestBody body, Consumer<PutObjectRequest.Builder> condition) {
        return S3Failures.told("PUT", name(key), () -> {
            try {
                client.putObject(
                        request -> request.bucket(bucket).key(prefix + key).applyMutation(condition), body);
                return true;
            } catch (S3Exception e) {
                // a condition on an object that is gone by now is answered as one of no such key
                if (e.statusCode() == PRECONDITION_FAILED
                        || e.statusCode() == CONFLICT
                        || S3Failures.isCode(e, NO_SUCH_KEY)) {
                    return false;
                }
                throw e;
            }
        });
    }

    @Override
    public void delete(String key) {
        S3Failures.told(
                "DELETE",
                name(key),
                () -> client.deleteObject(request -> request.bucket(bucket).key(prefix + key)));
    }

    @Override
    public String name(String key) {
        return "s3://" + bucket + "/" + prefix + key;
    }
}
