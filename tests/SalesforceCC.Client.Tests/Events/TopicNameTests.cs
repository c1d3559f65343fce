using SalesforceCC.Events;

namespace SalesforceCC.Client.Tests.Events;

public sealed class TopicNameTests
{
    [Theory]
    [InlineData("Order_Placed__e", "/event/Order_Placed__e")]
    [InlineData("AccountChangeEvent", "/data/AccountChangeEvent")]
    [InlineData("My__ChangeEvent", "/data/My__ChangeEvent")]
    [InlineData("ChangeEvents", "/data/ChangeEvents")]
    [InlineData("LoginEventStream", "/event/LoginEventStream")]
    [InlineData("BatchApexErrorEvent", "/event/BatchApexErrorEvent")]
    [InlineData("/event/My__chn", "/event/My__chn")]
    [InlineData("/data/My__chn", "/data/My__chn")]
    [InlineData("/event/order_placed__E", "/event/order_placed__E")]
    public void May_be_short(string given, string full) => Assert.Equal(full, TopicName.Full(given));

    [Theory]
    [InlineData("Order_Placed__E", "/event/Order_Placed__e")]
    [InlineData("Accountchangeevent", "/data/AccountChangeEvent")]
    [InlineData("changeevents", "/data/ChangeEvents")]
    [InlineData("Account", "/data/AccountChangeEvent")]
    [InlineData("My__c", "/data/My__ChangeEvent")]
    [InlineData("My__chn", "/data/My__chn")]
    [InlineData("/topic/My", "/event/Order__e")]
    [InlineData("/event/", "/event/Order__e")]
    [InlineData("/event/A/B", "/event/Order__e")]
    [InlineData("/event/A\n", "/event/Order__e")]
    [InlineData("", "/event/Order__e")]
    public void Of_another_form_say_what_they_should_be(string given, string right)
    {
        SfException failure = Assert.Throws<SfException>(() => TopicName.Full(given));
        Assert.Equal(SfErrorCodes.InvalidParameter, failure.Code);
        Assert.Contains(right, failure.Message);
    }

    [Fact]
    public void Are_those_of_platform_events_and_change_events() => Assert.Equal(
        ["/data/ChangeEvents", "/data/AccountChangeEvent", "/event/Order_Placed__e"],
        TopicName.Of(["Account", "AccountChangeEvent", "Order_Placed__e", "My__c"]));

    [Fact]
    public void May_be_of_each_object_where_the_org_lists_no_change_events() => Assert.Equal(
        ["/data/ChangeEvents", "/data/AccountChangeEvent", "/event/Order_Placed__e", "/data/My__ChangeEvent"],
        TopicName.Of(["Account", "Order_Placed__e", "My__c", "My__mdt"]));
}
