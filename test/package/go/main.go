package main

import (
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssmsvoice"
	"github.com/aws/jsii-runtime-go"
	sms "github.com/cdk-sms-pool-association/cdk-sms-pool-association-go/cdksmspoolassociation"
)

func main() {
	defer jsii.Close()
	app := awscdk.NewApp(&awscdk.AppProps{AnalyticsReporting: jsii.Bool(false)})
	stack := awscdk.NewStack(app, jsii.String("Messaging"), nil)
	poolArn := "arn:aws:sms-voice:us-east-1:111122223333:pool/pool-0123456789abcdef0123456789abcdef"
	pool := sms.SmsPool_FromPoolArn(stack, jsii.String("Pool"), &poolArn)

	sms.NewAssociationProvider(stack, jsii.String("Provider"), &sms.AssociationProviderProps{
		MemorySize: jsii.Number(512),
		Runtime:    awslambda.Runtime_NODEJS_22_X(),
	})

	association := sms.NewOriginationIdentityAssociation(stack, jsii.String("SupportLine"), &sms.OriginationIdentityAssociationProps{
		Pool: pool,
		OriginationIdentity: sms.OriginationIdentity_FromPhoneNumberId(
			jsii.String("phone-0123456789abcdef0123456789abcdef"), jsii.String("US")),
		KeepLastPhoneNumber: jsii.Bool(true),
		RemovalPolicy:       awscdk.RemovalPolicy_RETAIN,
	})
	awscdk.NewCfnOutput(stack, jsii.String("SupportLinePool"), &awscdk.CfnOutputProps{Value: association.PoolArn()})

	acme := awssmsvoice.NewCfnSenderId(stack, jsii.String("Acme"), &awssmsvoice.CfnSenderIdProps{
		SenderId:       jsii.String("ACME"),
		IsoCountryCode: jsii.String("GB"),
	})
	sms.NewOriginationIdentityAssociation(stack, jsii.String("Brand"), &sms.OriginationIdentityAssociationProps{
		Pool:                pool,
		OriginationIdentity: sms.OriginationIdentity_SenderId(acme),
		AdoptExisting:       jsii.Bool(true),
		Revision:            jsii.String("2"),
	})
	app.Synth(nil)

	defer func() { fmt.Println(recover()) }()
	sms.OriginationIdentity_FromSenderId(jsii.String("ACME"), jsii.String("gb"))
}
