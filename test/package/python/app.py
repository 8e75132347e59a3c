from aws_cdk import App, CfnOutput, RemovalPolicy, Stack
from aws_cdk.aws_lambda import Runtime
from aws_cdk.aws_smsvoice import CfnSenderId
from cdk_sms_pool_association import (
    AssociationProvider,
    OriginationIdentity,
    OriginationIdentityAssociation,
    SmsPool,
)

app = App(analytics_reporting=False)
stack = Stack(app, "Messaging")
pool_arn = "arn:aws:sms-voice:us-east-1:111122223333:pool/pool-0123456789abcdef0123456789abcdef"
pool = SmsPool.from_pool_arn(stack, "Pool", pool_arn)

AssociationProvider(stack, "Provider", memory_size=512, runtime=Runtime.NODEJS_22_X)

association = OriginationIdentityAssociation(
    stack,
    "SupportLine",
    pool=pool,
    origination_identity=OriginationIdentity.from_phone_number_id(
        "phone-0123456789abcdef0123456789abcdef", "US"
    ),
    keep_last_phone_number=True,
    removal_policy=RemovalPolicy.RETAIN,
)
CfnOutput(stack, "SupportLinePool", value=association.pool_arn)

acme = CfnSenderId(stack, "Acme", sender_id="ACME", iso_country_code="GB")
OriginationIdentityAssociation(
    stack,
    "Brand",
    pool=pool,
    origination_identity=OriginationIdentity.sender_id(acme),
    adopt_existing=True,
    revision="2",
)
app.synth()

try:
    OriginationIdentity.from_sender_id("ACME", "gb")
except Exception as error:
    print(error)
