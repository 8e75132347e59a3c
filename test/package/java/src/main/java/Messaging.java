import io.github.cdksmspoolassociation.AssociationProvider;
import io.github.cdksmspoolassociation.OriginationIdentity;
import io.github.cdksmspoolassociation.OriginationIdentityAssociation;
import io.github.cdksmspoolassociation.SmsPool;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.interfaces.smsvoice.IPoolRef;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.smsvoice.CfnSenderId;

public class Messaging {
  public static void main(String[] args) {
    App app = new App(AppProps.builder().analyticsReporting(false).build());
    Stack stack = new Stack(app, "Messaging");
    String poolArn = "arn:aws:sms-voice:us-east-1:111122223333:pool/pool-0123456789abcdef0123456789abcdef";
    IPoolRef pool = SmsPool.fromPoolArn(stack, "Pool", poolArn);

    AssociationProvider.Builder.create(stack, "Provider").memorySize(512).runtime(Runtime.NODEJS_22_X).build();

    OriginationIdentityAssociation association =
        OriginationIdentityAssociation.Builder.create(stack, "SupportLine")
            .pool(pool)
            .originationIdentity(
                OriginationIdentity.fromPhoneNumberId("phone-0123456789abcdef0123456789abcdef", "US"))
            .keepLastPhoneNumber(true)
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    CfnOutput.Builder.create(stack, "SupportLinePool").value(association.getPoolArn()).build();

    CfnSenderId acme = CfnSenderId.Builder.create(stack, "Acme").senderId("ACME").isoCountryCode("GB").build();
    OriginationIdentityAssociation.Builder.create(stack, "Brand")
        .pool(pool)
        .originationIdentity(OriginationIdentity.senderId(acme))
        .adoptExisting(true)
        .revision("2")
        .build();
    app.synth();

    try {
      OriginationIdentity.fromSenderId("ACME", "gb");
    } catch (RuntimeException error) {
      System.out.println(error.getMessage());
    }
  }
}
