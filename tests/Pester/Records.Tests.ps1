BeforeAll {
    Import-TestModule
    $manifest = Get-TestModulePath
    $org = Start-TestOrg
    $session = Connect-TestOrg $org

    foreach ($row in @(
            @{ Name = 'Rec Gamma'; Industry = 'Energy'; NumberOfEmployees = 30; AnnualRevenue = 1000 }
            @{ Name = 'Rec Alpha'; Industry = 'Energy'; NumberOfEmployees = 200 }
            @{ Name = 'Rec "Beta"; Söhne'; Industry = 'Banking'; NumberOfEmployees = 4; AnnualRevenue = 99 })) {
        $id = (Invoke-SfRest sobjects/Account -Method POST -Body $row).id
        $null = Invoke-SfRest sobjects/Contact -Method POST -Body @{ LastName = "Contact of $($row.Name)"; AccountId = $id; Birthdate = '2001-02-03' }
    }

    $query = "SELECT Name, Industry, NumberOfEmployees, AnnualRevenue, CreatedDate, Owner.Name, (SELECT LastName, Birthdate FROM Contacts) FROM Account WHERE Name LIKE 'Rec %' ORDER BY Name"
    $columns = 'Name', 'Industry', 'NumberOfEmployees', 'AnnualRevenue', 'CreatedDate', 'Owner', 'Contacts'
}

AfterAll { Stop-TestOrg $org }

Describe 'Records' {
    BeforeAll { $rows = Invoke-SfQuery $query }

    It 'are of a type that is named after the object' {
        $rows[0].PSTypeNames[0] | Should -BeExactly 'Salesforce.Account'
        $rows[0].GetType().FullName | Should -BeExactly 'Salesforce.Account'
        $rows[0] | Should -BeOfType [SalesforceCC.SfRecord]
        (Invoke-SfQuery 'SELECT Id FROM Account LIMIT 1').PSTypeNames[0] | Should -BeExactly 'Salesforce.Account'
    }

    It 'have the fields of the query as properties, and no other' {
        $rows[0].PSObject.Properties.Name | Should -Be $columns
        ($rows[0] | Get-Member -MemberType Properties).Name | Should -Be ($columns | Sort-Object)
        $rows[0].PSObject.Properties.Name | Should -Not -Contain 'attributes'
        ($rows[0] | Get-Member -MemberType Properties | Select-Object -First 1).TypeName | Should -Be 'Salesforce.Account'
    }

    It 'have no property that was not asked for' {
        $rows[0].Nosuch | Should -Be $null
        Set-StrictMode -Version Latest
        { $rows[0].Nosuch } | Should -Throw -ErrorId 'PropertyNotFoundStrict'
    }

    It 'give a field by its name in any case' {
        $rows[0].industry | Should -Be 'Banking'
        $rows[0].GetValue('INDUSTRY') | Should -Be 'Banking'
        $rows[0].GetFieldNames() | Should -Be $columns
        $rows[0].'Name' | Should -Be $rows[0].Name
    }

    It 'are named as text' {
        $row = Invoke-SfQuery "SELECT Id, Name FROM Account WHERE Name = 'Rec Alpha'"
        "$row" | Should -Be 'Rec Alpha'
        "$(Invoke-SfQuery "SELECT Id FROM Account WHERE Name = 'Rec Alpha'")" | Should -Be "Account $($row.Id)"
    }

    It 'Where-Object' {
        ($rows | Where-Object NumberOfEmployees -GT 20).Name | Should -Be 'Rec Alpha', 'Rec Gamma'
        ($rows | Where-Object { $null -eq $_.AnnualRevenue }).Name | Should -Be 'Rec Alpha'
        ($rows | Where-Object { $_.CreatedDate -gt (Get-Date).AddHours(-1) }).Count | Should -Be 3
        $rows.Where({ $_.Owner.Name }).Count | Should -Be 3
    }

    It 'Sort-Object, by number and date' {
        ($rows | Sort-Object NumberOfEmployees).NumberOfEmployees | Should -Be 4, 30, 200
        ($rows | Sort-Object AnnualRevenue -Descending)[0].Name | Should -Be 'Rec Gamma'
        ($rows | Sort-Object { $_.Contacts[0].Birthdate }, Name).Count | Should -Be 3
    }

    It 'Group-Object and Measure-Object' {
        $groups = $rows | Group-Object Industry
        ($groups | Where-Object Name -EQ 'Energy').Count | Should -Be 2
        ($rows | Group-Object Industry -AsHashTable).Banking.NumberOfEmployees | Should -Be 4
        ($rows | Measure-Object AnnualRevenue -Sum).Sum | Should -Be 1099
    }

    It 'Select-Object, with new columns and all' {
        $selected = $rows | Select-Object Name, @{ n = 'Owner'; e = { $_.Owner.Name } }, @{ n = 'Contacts'; e = { $_.Contacts.Count } }
        $selected[0].Contacts | Should -Be 1
        ($rows | Select-Object *)[0].PSObject.Properties.Name | Should -Be $columns
        ($rows | Select-Object -ExpandProperty Contacts).LastName | Should -HaveCount 3
        ($rows | Select-Object -Property Industry -Unique) | Should -HaveCount 2
        ($rows | Select-Object -ExcludeProperty Contacts, Owner)[0].PSObject.Properties.Name | Should -Be $columns[0..4]
    }

    It 'Export-Csv and back' {
        $file = Join-Path $TestDrive 'rows.csv'
        Invoke-SfQuery "SELECT Name, Industry, AnnualRevenue, NumberOfEmployees FROM Account WHERE Name LIKE 'Rec %' ORDER BY Name" | Export-Csv $file
        $back = Import-Csv $file

        $back[0].PSObject.Properties.Name | Should -Be 'Name', 'Industry', 'AnnualRevenue', 'NumberOfEmployees'
        $back.Name | Should -Contain 'Rec "Beta"; Söhne'
        # No value is empty, and not the word null.
        ($back | Where-Object Name -EQ 'Rec Alpha').AnnualRevenue | Should -BeExactly ''
    }

    It 'ConvertTo-Json and back' {
        $back = $rows | ConvertTo-Json -Depth 4 | ConvertFrom-Json

        $back[0].PSObject.Properties.Name | Should -Be $columns
        $back[2].AnnualRevenue | Should -Be 1000
        $back[1].AnnualRevenue | Should -Be $null
        $back[0].Owner.Name | Should -Be $rows[0].Owner.Name
        $back[0].Contacts[0].LastName | Should -Be $rows[0].Contacts[0].LastName
        ($rows[0] | ConvertTo-Json -Depth 4) | Should -Not -Match 'attributes'
    }

    It 'Format-Table and Format-List show the fields' {
        $table = $rows | Format-Table Name, NumberOfEmployees | Out-String -Width 120
        $table | Should -Match 'Rec Alpha\s+200'
        ($rows | Out-String -Width 120) | Should -Match 'Industry'
        ($rows[0] | Format-List * | Out-String -Width 120) | Should -Match 'NumberOfEmployees : '
    }

    It 'show a view that the user has made for the type' {
        $file = Join-Path $TestDrive 'user.format.ps1xml'
        @'
<Configuration><ViewDefinitions><View>
  <Name>campaign</Name><ViewSelectedBy><TypeName>Salesforce.Campaign</TypeName></ViewSelectedBy>
  <CustomControl><CustomEntries><CustomEntry><CustomItem><Text>campaign: </Text><ExpressionBinding><PropertyName>Name</PropertyName></ExpressionBinding></CustomItem></CustomEntry></CustomEntries></CustomControl>
</View></ViewDefinitions></Configuration>
'@ | Set-Content $file
        $null = Invoke-SfRest sobjects/Campaign -Method POST -Body @{ Name = 'Rec campaign' }
        Update-FormatData -PrependPath $file
        try { (Invoke-SfQuery "SELECT Id, Name FROM Campaign WHERE Name = 'Rec campaign'" | Out-String) | Should -Match 'campaign: Rec campaign' }
        finally { Remove-Item $file; Update-FormatData -ErrorAction Ignore }
    }

    It 'take members and aliases that the user has made for the type' {
        Update-TypeData -TypeName Salesforce.Account -MemberType ScriptProperty -MemberName Size -Value { if ($this.NumberOfEmployees -gt 100) { 'large' } else { 'small' } }
        try { (Invoke-SfQuery $query).Size | Should -Be 'small', 'large', 'small' }
        finally { Remove-TypeData Salesforce.Account }
    }

    It 'Add-Member' {
        $row = (Invoke-SfQuery $query)[0] | Add-Member Note 'mine' -PassThru | Add-Member ScriptProperty Twice { $this.NumberOfEmployees * 2 } -PassThru

        $row.Note | Should -Be 'mine'
        $row.Twice | Should -Be ($row.NumberOfEmployees * 2)
        $row.PSTypeNames[0] | Should -Be 'Salesforce.Account'
        ($row | ConvertTo-Json -Depth 1 -WarningAction Ignore) | Should -Match 'mine'
    }

    It 'take new values' {
        $row = (Invoke-SfQuery $query)[0]
        $name = $row.Name

        $row.NumberOfEmployees = 7
        $row.Industry = $null

        $row.NumberOfEmployees, $row.Industry, $row.Name | Should -Be 7, $null, $name
        $row.CreatedDate | Should -BeOfType [datetimeoffset]
        ($row | ConvertTo-Json -Depth 1 -WarningAction Ignore | ConvertFrom-Json).NumberOfEmployees | Should -Be 7
        (Invoke-SfQuery $query)[0].NumberOfEmployees | Should -Not -Be 7
    }

    It 'Compare-Object' {
        $now = Invoke-SfQuery $query
        Compare-Object $rows $now -Property Name, NumberOfEmployees, AnnualRevenue | Should -BeNullOrEmpty
        $now[0].NumberOfEmployees = -1
        Compare-Object $rows $now -Property Name, NumberOfEmployees | Should -HaveCount 2
    }

    It 'tab completion' {
        $global:recordOfTest = $rows[0]
        try { (TabExpansion2 '$recordOfTest.Num' 17).CompletionMatches.CompletionText | Should -Be 'NumberOfEmployees' }
        finally { Remove-Variable recordOfTest -Scope Global }
    }

    It 'ForEach-Object -Parallel, whole and with their types' {
        $out = $rows | ForEach-Object -Parallel {
            $row = $_
            [pscustomobject]@{ Name = $row.Name; Type = $row.PSTypeNames[0]; Owner = $row.Owner.Name; Contacts = $row.Contacts.Count; Names = $row.PSObject.Properties.Name -join ',' }
        }
        $out | Should -HaveCount 3
        $out.Type | Select-Object -Unique | Should -Be 'Salesforce.Account'
        $out.Owner | Should -Not -Contain $null
        $out.Contacts | Should -Be 1, 1, 1
        $out.Names | Select-Object -Unique | Should -Be ($columns -join ',')
        $out.Name | Sort-Object | Should -Be ($rows.Name | Sort-Object)
    }

    It 'are read by many threads at once' {
        $row = $rows[0]
        $expected = "$($row.Name)|$($row.Owner.Name)|$($row.Contacts[0].LastName)"
        1..40 | ForEach-Object -ThrottleLimit 8 -Parallel { $r = $using:row; "$($r.Name)|$($r.Owner.Name)|$($r.Contacts[0].LastName)" } |
            Select-Object -Unique | Should -Be $expected
    }

    It 'Export-Clixml and Import-Clixml' {
        $file = Join-Path $TestDrive 'rows.clixml'
        $rows | Export-Clixml $file -Depth 3
        $back = Import-Clixml $file

        $back | Should -HaveCount 3
        $back[0].PSTypeNames[0] | Should -Be 'Deserialized.Salesforce.Account'
        $back[0].PSObject.Properties.Name | Should -Be $columns
        $back.Name | Should -Be $rows.Name
        $back[0].NumberOfEmployees | Should -BeOfType [int]
        "$($back[0].CreatedDate)" | Should -Be "$($rows[0].CreatedDate)"
        $back[0].Owner.Name | Should -Be $rows[0].Owner.Name
        $back[0].Contacts[0].LastName | Should -Be $rows[0].Contacts[0].LastName
    }

    It 'what jobs do with their input and output' {
        $sent = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($rows[0], 2))
        $sent.Name | Should -Be $rows[0].Name
        $sent.PSObject.Properties.Name | Should -Be $columns
    }

    It 'Start-Job' {
        if (-not (Get-Command (Join-Path $PSHOME 'pwsh') -CommandType Application -ErrorAction Ignore)) {
            Set-ItResult -Skipped -Because 'a job needs the program pwsh, which PowerShell as dotnet tool does not have'
        }
        Start-Job { $input | ForEach-Object { $_.Name } } -InputObject $rows | Receive-TestJob | Should -Be $rows.Name
    }

    It 'different queries of one object keep their own columns' {
        $one = Invoke-SfQuery "SELECT Name FROM Account WHERE Name LIKE 'Rec %'"
        $two = Invoke-SfQuery "SELECT Industry, Name FROM Account WHERE Name LIKE 'Rec %'"
        $one[0].PSObject.Properties.Name | Should -Be 'Name'
        $two[0].PSObject.Properties.Name | Should -Be 'Industry', 'Name'
        (@($one) + @($two) | Select-Object Name, Industry) | Should -HaveCount 6
    }

    It 'flow into parameters by property name' {
        function Show-Account { param([Parameter(ValueFromPipelineByPropertyName)] [string] $Name, [Parameter(ValueFromPipelineByPropertyName)] [int] $NumberOfEmployees) process { "$Name $NumberOfEmployees" } }
        ($rows | Where-Object Name -EQ 'Rec Alpha' | Show-Account) | Should -Be 'Rec Alpha 200'
    }

    It 'keep text of any kind' {
        $odd = "Zeile 1`r`nZeile 2`t`"quoted`" \ 'single' € 𝄞 é"
        $id = (Invoke-SfRest sobjects/Account -Method POST -Body @{ Name = 'Odd'; Description = $odd }).id
        (Invoke-SfQuery 'SELECT Description FROM Account WHERE Id = :id' @{ id = $id }).Description | Should -BeExactly $odd
    }

    It 'show the types of their fields' {
        $row = Invoke-SfQuery "SELECT Id, Name, Industry, NumberOfEmployees, AnnualRevenue, CreatedDate, Owner.Name, (SELECT Id FROM Contacts) FROM Account WHERE Name LIKE 'Rec %'"
        $null = Invoke-SfQuery "SELECT Birthdate FROM Contact WHERE LastName LIKE 'Contact of Rec %'"
        $contact = Invoke-SfQuery "SELECT LastName, Birthdate, Account.Name FROM Contact WHERE LastName LIKE 'Contact of Rec %'"
        $raw = Invoke-SfQuery "SELECT LastName, Birthdate FROM Contact WHERE LastName LIKE 'Contact of Rec %'" -Raw

        function Get-Definition($Rows) { $found = @{}; $Rows | Get-Member -MemberType Property | ForEach-Object { $found[$_.Name] = $_.Definition }; $found }
        (Get-Definition $row).Id | Should -Be 'string Id {get;set;}'
        (Get-Definition $row).Name | Should -Be 'string Name {get;set;}'
        (Get-Definition $row).CreatedDate | Should -Match 'DateTimeOffset'
        (Get-Definition $contact).Birthdate | Should -Match '\[datetime\]'
        (Get-Definition $contact).LastName | Should -Be 'string LastName {get;set;}'
        (Get-Definition $contact).Account | Should -Be 'System.Object Account {get;set;}'
        (Get-Definition $raw).Birthdate | Should -Be 'System.Object Birthdate {get;set;}'
    }

    It 'know where they come from' {
        $row = (Invoke-SfQuery $query)[0]
        $row.PSObject.Properties.Name | Should -Not -Contain 'Id'
        $row.GetId() | Should -Be (Invoke-SfQuery 'SELECT Id FROM Account WHERE Name = :name' @{ name = $row.Name }).Id
        $row.GetObjectName() | Should -Be 'Account'
        $row.GetOrganizationId() | Should -Be $session.OrganizationId
        $row.Owner.GetId() | Should -BeLike '005*'
        $row.Contacts[0].GetId() | Should -BeLike '003*'
    }

    It 'know what was changed' {
        $row = (Invoke-SfQuery $query)[0]
        $employees = $row.NumberOfEmployees
        $row.HasChanges() | Should -BeFalse

        $row.NumberOfEmployees = 7
        $row.Industry = $null
        $row.Name = $row.Name
        $row | Add-Member Phone '555' | Out-Null
        $row | Add-Member ScriptProperty Size { 'large' }

        $row.GetChangedFields() | Should -Be 'Industry', 'NumberOfEmployees', 'Phone'
        $row.GetOriginalValue('NumberOfEmployees') | Should -Be $employees
        $row.GetOriginalValue('Industry') | Should -Be 'Banking'
        ($row | ForEach-Object -Parallel { $_.GetChangedFields() -join ',' }) | Should -Be 'Industry,NumberOfEmployees,Phone'

        $row.AcceptChanges()
        $row.HasChanges() | Should -BeFalse
        $row.Phone = '556'
        $row.GetChangedFields() | Should -Be 'Phone'
    }

    It 'keep no org when they leave the process' {
        $file = Join-Path $TestDrive 'origin.clixml'
        (Invoke-SfQuery $query)[0] | Export-Clixml $file
        (Import-Clixml $file).PSObject.Methods.Name | Should -Not -Contain 'GetId'
        Get-Content $file -Raw | Should -Not -Match ([regex]::Escape($session.OrganizationId))
    }

    It 'refuse a value that is none of the field' {
        $row = (Invoke-SfQuery "SELECT LastName, Birthdate, CreatedDate FROM Contact WHERE LastName LIKE 'Contact of Rec %'")[0]
        $failure = Get-Failure { $row.Birthdate = '31.12.2026' }
        "$failure" | Should -BeLike '*Contact.Birthdate holds a date*'
        $row.Birthdate = '2026-12-31'
        $row.Birthdate | Should -Be ([datetime]'2026-12-31')
        $row.Birthdate = ''
        $row.Birthdate | Should -Be $null
        $row.LastName = 'x' | ForEach-Object { $_ }
        $row.LastName | Should -BeOfType [string]
    }

    It 'can be changed in ConstrainedLanguage mode' {
        $row = (Invoke-SfQuery $query)[0]
        $state = [initialsessionstate]::CreateDefault2()
        $state.LanguageMode = 'ConstrainedLanguage'
        $runspace = [runspacefactory]::CreateRunspace($state)
        $runspace.Open()
        $shell = [powershell]::Create($runspace)
        try {
            $runspace.SessionStateProxy.SetVariable('row', $row)
            $null = $shell.AddScript('$ExecutionContext.SessionState.LanguageMode; $row.Industry = "Energy"; $row | ForEach-Object { $_.NumberOfEmployees = 8 }; $row.Industry; $row.NumberOfEmployees')
            $shell.Invoke() | Should -Be 'ConstrainedLanguage', 'Energy', 8
            $shell.Streams.Error | Should -BeNullOrEmpty
        }
        finally { $shell.Dispose(); $runspace.Dispose() }
        $row.GetChangedFields() | Should -Be 'Industry', 'NumberOfEmployees'
    }

    Context '-Flatten' {
        It 'writes each path of the query to a file' {
            $file = Join-Path $TestDrive 'flat.csv'
            Invoke-SfQuery "SELECT Parent.Name, Name, Owner.Name, Owner.Profile.Name FROM Account WHERE Name LIKE 'Rec %' ORDER BY Name" -Flatten | Export-Csv $file
            $back = Import-Csv $file
            $back[0].PSObject.Properties.Name | Should -Be 'Parent.Name', 'Name', 'Owner.Name', 'Owner.Profile.Name'
            $back.'Owner.Name' | Should -Be $rows.Owner.Name
            $back.'Owner.Profile.Name' | Should -Not -Contain ''
            $back.'Parent.Name' | Should -Be '', '', ''
        }

        It 'has the same columns whatever the first row has' {
            $parent = (Invoke-SfRest sobjects/Account -Method POST -Body @{ Name = 'Flat A' }).id
            $null = Invoke-SfRest sobjects/Account -Method POST -Body @{ Name = 'Flat B'; ParentId = $parent }
            $flat = Invoke-SfQuery "SELECT Parent.Name, Name, (SELECT Id FROM Contacts) FROM Account WHERE Name LIKE 'Flat %' ORDER BY Name" -Flatten
            $flat[0].'Parent.Name' | Should -Be $null
            $flat[1].'Parent.Name' | Should -Be 'Flat A'
            $flat[0].PSObject.Properties.Name | Should -Be 'Parent.Name', 'Name', 'Contacts'
            , $flat[0].Contacts | Should -BeOfType [array]
            ($flat | Format-Table | Out-String) | Should -Match 'Parent\.Name'
        }

        It 'leaves grouped rows and counts as they are' {
            (Invoke-SfQuery "SELECT Industry, COUNT(Id) n FROM Account WHERE Name LIKE 'Rec %' GROUP BY Industry" -Flatten)[0].PSObject.Properties.Name | Should -Be 'Industry', 'n'
            Invoke-SfQuery "SELECT COUNT() FROM Account WHERE Name LIKE 'Rec %'" -Flatten | Should -Be 3
        }
    }

    Context 'of ever new columns' {
        BeforeAll {
            $many = foreach ($n in 1..260) { Invoke-SfQuery "SELECT Industry group$n, COUNT(Id) n FROM Account WHERE Name LIKE 'Rec %' GROUP BY Industry" }
            $last = $many[-1]
        }

        It 'do not make assemblies without end' {
            # Those of this client: a test beside this one may have brought another copy of it into the process.
            [appdomain]::CurrentDomain.GetAssemblies().Where({
                    $_.GetName().Name -eq 'SalesforceCC.Records.Emitted' -and @($_.GetTypes())[0].BaseType -eq [SalesforceCC.SfRecord]
                }).Count | Should -BeLessOrEqual 100
        }

        It 'have their columns all the same' {
            $last.PSTypeNames[0] | Should -Be 'Salesforce.AggregateResult'
            $last.PSObject.Properties.Name | Should -Be 'group260', 'n'
            $last.n | Should -BeOfType [int]
            $last | Format-Table | Out-String | Should -Match 'group260'
            $last | ConvertTo-Csv | Select-Object -First 1 | Should -Match 'group260.*n'
            ($last | ConvertTo-Json | ConvertFrom-Json).n | Should -Be $last.n
            ($last | Get-Member -MemberType Properties).Name | Should -Be 'group260', 'n'
            ($last | Select-Object *).group260 | Should -Be $last.group260
            ($last | ForEach-Object -Parallel { $_.group260 }) | Should -Be $last.group260
        }

        It 'can be changed' {
            $last.group260 = 'other'
            $last.group260 | Should -Be 'other'
            $last.GetChangedFields() | Should -Be 'group260'
            $last | Add-Member Note 'mine'
            $last.GetChangedFields() | Should -Be 'group260', 'Note'
        }
    }
}
