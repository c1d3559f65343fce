using SalesforceCC.Events;

namespace SalesforceCC.Client.Tests.Events;

public sealed class CreditWindowTests
{
    [Fact]
    public void Begins_with_one_and_grows_while_the_reader_waits()
    {
        CreditWindow window = new(null);
        List<int> asked = [];
        for (int i = 0; i < 10; i++)
        {
            asked.Add(window.Take());
            window.Received(window.Pending);
            while (window.InHand > 0)
                window.Taken();
            window.Starved();
        }

        Assert.Equal((int[])[1, 2, 4, 8, 16, 32, 64, 100, 100, 100], asked);
    }

    [Fact]
    public void Does_not_grow_where_the_reader_is_the_slow_one()
    {
        CreditWindow window = new(null);
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(1, window.Take());
            window.Received(1);
            Assert.Equal(0, window.Take());
            window.Taken();
        }
    }

    [Fact]
    public void Asks_for_no_more_than_are_wanted_also_after_a_break()
    {
        CreditWindow window = new(3);
        int got = 0;
        for (int i = 0; !window.IsSpent; i++)
        {
            Assert.True(i < 20);
            window.Take();
            if (i % 2 == 1)
            {
                window.Lost();
                continue;
            }

            int come = Math.Min(1, window.Pending);
            got += come;
            window.Received(come);
            for (int j = 0; j < come; j++)
                window.Taken();
            window.Starved();
        }

        Assert.Equal(3, got);
    }

    [Fact]
    public void Is_never_over_a_hundred_whatever_happens()
    {
        Random random = new(1);
        CreditWindow window = new(null);
        for (int i = 0; i < 100_000; i++)
        {
            window.Take();
            Assert.InRange(window.Pending + window.InHand, 0, CreditWindow.Most);
            window.Received(random.Next(window.Pending + 1));
            for (int taken = random.Next(window.InHand + 1); taken > 0; taken--)
                window.Taken();
            if (random.Next(50) == 0)
                window.Lost();
            if (window.InHand == 0)
                window.Starved();
        }
    }
}
